using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>
/// The settings by which a channel says how its slides look. Every channel whose format draws slides takes them, beside its network's own.
/// </summary>
public static class BrandSettings
{
    public const string Template = "template";
    public const string Font = "font";
    public const string Handle = "handle";
    public const string Logo = "logo";
    public const string Text = "brand.text";
    public const string Accent = "brand.accent";
    public const string PhotoAccent = "brand.photoAccent";
    public const string Card = "brand.card";
    public const string CardBottom = "brand.cardBottom";

    private const int LongestHandle = 40;

    /// <summary>What else a handle may hold than letters and digits.</summary>
    private const string HandleSigns = "@._-/";

    public static bool AppliesTo(Format format) => format is Format.VerticalImages or Format.VerticalVideo;

    public static IReadOnlyList<SettingField> Fields(TemplateCatalogue templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        return
        [
            new(
                Template,
                Required: false,
                $"How slides look; GET /v1/templates shows each. Left out: {templates.Default.Name}.",
                Choices: [.. templates.All.Select(template => template.Name)]
            ),
            new(Font, Required: false, "One of the template's fonts. Left out: its first."),
            new(Handle, Required: false, "Printed on every slide, such as @most_example; not on networks that forbid names on pictures."),
            new(
                Logo,
                Required: false,
                "Id of an uploaded picture, shown on every slide; not on networks that forbid logos. Best a PNG with clear ground."
            ),
            new(Text, Required: false, "Colour of text on cards, such as #FFFFFF."),
            new(Accent, Required: false, "Colour of bold words and strokes, such as #FFCB5C."),
            new(PhotoAccent, Required: false, "The same on photos, where it must be light. Left out: brand.accent."),
            new(Card, Required: false, "Colour of cards, at their upper edge."),
            new(CardBottom, Required: false, "Colour of cards at their lower edge. Left out: brand.card."),
        ];
    }

    /// <summary>The look that the settings ask for, or everything that is wrong with them.</summary>
    /// <param name="largeType">For readers of 50 and older, who need more contrast.</param>
    public static (SlideLook? Look, IReadOnlyList<Problem> Problems) Wear(
        TemplateCatalogue templates,
        IReadOnlyDictionary<string, string> settings,
        bool largeType
    )
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(settings);
        var name = settings.GetValueOrDefault(Template) ?? templates.Default.Name;
        if (templates.Find(name) is not { } template)
        {
            var known = string.Join(", ", templates.All.Select(each => each.Name));
            return (null, [Wrong("unknown_value", Template, $"There is no template “{name}”; there are {known}.")]);
        }

        var problems = new List<Problem>();
        var font = FontOf(template, settings, problems);
        CheckHandle(settings, problems);
        var palettes = Palettes(template, settings, problems);
        if (problems.Count == 0)
        {
            problems.AddRange(Contrasts(palettes, settings, largeType));
        }

        return problems.Count > 0
            ? (null, problems)
            : (SlideLook.Of(template) with { Font = font, Handle = settings.GetValueOrDefault(Handle), Palettes = palettes }, []);
    }

    private static TypeFamily FontOf(SlideTemplate template, IReadOnlyDictionary<string, string> settings, List<Problem> problems)
    {
        var name = settings.GetValueOrDefault(Font) ?? template.Fonts[0].Name;
        var font = template.Fonts.FirstOrDefault(each => each.Name == name);
        if (font is null)
        {
            var known = string.Join(", ", template.Fonts.Select(each => each.Name));
            problems.Add(Wrong("unknown_value", Font, $"Template {template.Name} has the fonts {known}; not “{name}”."));
        }

        return font ?? template.Fonts[0];
    }

    private static void CheckHandle(IReadOnlyDictionary<string, string> settings, List<Problem> problems)
    {
        var handle = settings.GetValueOrDefault(Handle) ?? "";
        if (handle.Length > LongestHandle)
        {
            problems.Add(Wrong("too_long", Handle, $"handle has {handle.Length} characters; the limit is {LongestHandle}."));
        }
        else if (handle.FirstOrDefault(sign => !char.IsLetterOrDigit(sign) && !HandleSigns.Contains(sign)) is var sign and not '\0')
        {
            problems.Add(
                Wrong(
                    "invalid",
                    Handle,
                    $"handle holds “{sign}”; it may hold letters, digits and {string.Join(' ', HandleSigns.ToCharArray())}"
                )
            );
        }
    }

    /// <summary>The closing card follows the others as soon as a channel colours them: a newsroom's colours are chosen for one ground.</summary>
    private static Dictionary<SlideSurface, SlidePalette> Palettes(
        SlideTemplate template,
        IReadOnlyDictionary<string, string> settings,
        List<Problem> problems
    )
    {
        var (text, accent) = (ColourOf(Text, settings, problems), ColourOf(Accent, settings, problems));
        var onPhoto = ColourOf(PhotoAccent, settings, problems) ?? accent;
        var top = ColourOf(Card, settings, problems);
        var bottom = ColourOf(CardBottom, settings, problems) ?? top;
        var (photo, plain) = (template.Palettes[SlideSurface.Photo], template.Palettes[SlideSurface.Card]);
        var card = plain with
        {
            Text = text ?? plain.Text,
            Accent = accent ?? plain.Accent,
            Top = top ?? plain.Top,
            Bottom = bottom ?? plain.Bottom,
        };
        return new()
        {
            [SlideSurface.Photo] = photo with { Accent = onPhoto ?? photo.Accent },
            [SlideSurface.Card] = card,
            [SlideSurface.Closing] = card == plain ? template.Palettes[SlideSurface.Closing] : card,
        };
    }

    private static Colour? ColourOf(string name, IReadOnlyDictionary<string, string> settings, List<Problem> problems)
    {
        if (settings.GetValueOrDefault(name) is not { } value)
        {
            return null;
        }

        if (!Colour.TryParse(value, out var colour))
        {
            problems.Add(
                Wrong(
                    "invalid_colour",
                    name,
                    $"{name} must be a colour such as #1B3350; it is “{(value.Length > 20 ? value[..20] + "…" : value)}”."
                )
            );
        }

        return colour;
    }

    /// <summary>Each points at the setting that can mend it: the ink's, else the card's, else the template.</summary>
    private static IEnumerable<Problem> Contrasts(
        Dictionary<SlideSurface, SlidePalette> palettes,
        IReadOnlyDictionary<string, string> settings,
        bool largeType
    ) =>
        Legibility
            .Faults(palettes, largeType)
            .Select(fault =>
            {
                string[] menders = (fault.Surface, fault.Name) switch
                {
                    (SlideSurface.Photo, _) => [PhotoAccent, Accent],
                    (_, "accent") => [Accent, Card, CardBottom],
                    _ => [Text, Card, CardBottom],
                };
                var field = menders.FirstOrDefault(settings.ContainsKey) ?? Template;
                return Wrong("low_contrast", field, $"{char.ToUpperInvariant(fault.Name[0])}{fault.Name[1..]} {fault.Fault}.");
            })
            .Distinct();

    private static Problem Wrong(string code, string name, string message) => new(code, $"settings.{name}", message);
}
