using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>The part <c>shapes</c> of a template: sizes, boxes and overlays.</summary>
/// <param name="common">What is the same in every shape.</param>
/// <param name="files">Gathers the overlays by their file names.</param>
internal sealed class ShapeParts(string folder, SlideLayout common, IDictionary<string, byte[]> files)
{
    /// <summary>px of a box for logos that shows anything.</summary>
    private const int LeastLogo = 24;

    /// <summary>px: narrower boxes have no room for the words of Georgian and Armenian.</summary>
    private const int LeastTextWidth = 600;

    private const int LeastTextHeight = 600;

    public Dictionary<(SlideShape Shape, SlideSurface Surface), byte[]> Overlays { get; } = [];

    public SlideLayout Read(TemplateFields shapes, SlideShape shape)
    {
        var fields = shapes.Group(NameOf(shape));
        var rules = ShapeRules.Of(shape);
        var (width, height) = (Exactly(fields, "width", rules.Width), Exactly(fields, "height", rules.Height));
        var text = TextBox(fields.Group("textBox"), rules);
        var lines = fields.Whole("mostLines", 1, rules.MostLines, "lines");
        var lowest = height - Math.Max(common.DotSize, common.Type.Handle);
        Inside(fields, "dotsTop", text.Bottom <= lowest, $"has no room: textBox ends at {text.Bottom}, dots may begin at {lowest} at most");
        var layout = common with
        {
            Width = width,
            Height = height,
            TextBox = text,
            MostLines = lines,
            DotsTop = fields.Whole("dotsTop", Math.Min(text.Bottom, lowest), lowest),
            LogoBox = LogoBox(fields.Group("logo"), text, rules),
        };
        if (Tallest(layout) is var (tallest, what) && tallest > text.Height && !fields.IsBroken)
        {
            fields.Fault("mostLines", $"{lines}: {what} take {tallest} px; textBox has {text.Height}");
        }

        if (fields.Has("overlays"))
        {
            ReadOverlays(fields.Group("overlays"), shape);
        }

        fields.End();
        return layout;
    }

    private static int Exactly(TemplateFields fields, string name, int value)
    {
        if (fields.Whole(name, 1, 10_000) is var given && given != value)
        {
            fields.Fault(name, $"{given} must be {value}, the shape's own");
        }

        return value;
    }

    private static Box TextBox(TemplateFields fields, ShapeRules rules)
    {
        var (box, safe) = (Edges(fields, rules), rules.Safe);
        Inside(fields, "left", box.Left >= safe.Left, $"{box.Left} is less than {safe.Left}: apps cover what lies left of it");
        Inside(fields, "top", box.Top >= safe.Top, $"{box.Top} is less than {safe.Top}: apps cover what lies above it");
        Inside(
            fields,
            "right",
            box.Right <= safe.Right || box.Right > rules.Width,
            $"{box.Right} exceeds {safe.Right}: apps cover what lies right of it"
        );
        Inside(
            fields,
            "bottom",
            box.Bottom <= safe.Bottom || box.Bottom > rules.Height,
            $"{box.Bottom} exceeds {safe.Bottom}: apps cover what lies below it"
        );
        Inside(fields, "right", box.Width >= LeastTextWidth, $"leaves {box.Width} px for lines; the least is {LeastTextWidth}");
        Inside(fields, "bottom", box.Height >= LeastTextHeight, $"leaves {box.Height} px for lines; the least is {LeastTextHeight}");
        fields.End();
        return box;
    }

    private static Box LogoBox(TemplateFields fields, Box text, ShapeRules rules)
    {
        var box = Edges(fields, rules);
        Inside(fields, "right", box.Width >= LeastLogo, $"leaves {box.Width} px for a logo; the least is {LeastLogo}");
        Inside(fields, "bottom", box.Height >= LeastLogo, $"leaves {box.Height} px for a logo; the least is {LeastLogo}");
        var apart = box.Right <= text.Left || box.Left >= text.Right || box.Bottom <= text.Top || box.Top >= text.Bottom;
        Inside(fields, "top", apart, "lays the logo into textBox");
        fields.End();
        return box;
    }

    private static Box Edges(TemplateFields fields, ShapeRules rules)
    {
        var box = new Box(
            fields.Whole("left", 0, 10_000),
            fields.Whole("top", 0, 10_000),
            fields.Whole("right", 0, 10_000),
            fields.Whole("bottom", 0, 10_000)
        );
        Inside(fields, "right", box.Right <= rules.Width, $"{box.Right} exceeds width {rules.Width}");
        Inside(fields, "bottom", box.Bottom <= rules.Height, $"{box.Bottom} exceeds height {rules.Height}");
        return box;
    }

    private static void Inside(TemplateFields fields, string name, bool isFine, string fault)
    {
        if (!isFine)
        {
            fields.Fault(name, fault);
        }
    }

    /// <summary>px of the tallest block of text that the sizes allow, in the script that needs most.</summary>
    private static (double Height, string What) Tallest(SlideLayout layout)
    {
        var type = layout.Type;
        List<(int Size, int Lines, string What)> blocks =
        [
            .. type.Hook.Select(size => (size.Size, Math.Min(size.Lines, layout.MostLines), "lines of a hook")),
            .. type.Quote.Select(size => (size.Size, Math.Min(size.Lines, layout.MostLines), "lines of a quote")),
            (type.LargeText + type.GeorgianExtra, layout.MostLines, "lines of text"),
        ];
        var (tallest, lines, what) = blocks.MaxBy(block => block.Size * block.Lines);
        return (Math.Ceiling(tallest * lines * type.ArabicPitch), $"{lines} {what} at {tallest} px");
    }

    private void ReadOverlays(TemplateFields fields, SlideShape shape)
    {
        foreach (
            var (name, surface) in new[] { ("photo", SlideSurface.Photo), ("card", SlideSurface.Card), ("closing", SlideSurface.Closing) }
        )
        {
            if (!fields.Has(name))
            {
                continue;
            }

            var file = fields.Text(name, 60);
            var (overlay, fault) = Overlay.Read(folder, file);
            if (overlay is null)
            {
                fields.Fault(name, fault!);
                continue;
            }

            files[file] = overlay;
            Overlays[(shape, surface)] = overlay;
        }

        fields.End();
    }

    private static string NameOf(SlideShape shape) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(shape.ToString());
}
