using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>A template as one channel wears it: with its own colours, font, handle and logo.</summary>
public sealed record SlideLook
{
    private SlideLook(SlideTemplate template)
    {
        Template = template;
        Font = template.Fonts[0];
        Palettes = template.Palettes;
    }

    /// <summary>The shipped template, plain: for channels that say nothing.</summary>
    public static SlideLook Default { get; } = Of(TemplateCatalogue.Shipped.Default);

    public SlideTemplate Template { get; }

    /// <summary>One of the template's.</summary>
    public TypeFamily Font { get; init; }

    /// <summary>Printed on every slide; null: none.</summary>
    public string? Handle { get; init; }

    /// <summary>Shown on every slide; null: none.</summary>
    internal Logo? Logo { get; init; }

    internal IReadOnlyDictionary<SlideSurface, SlidePalette> Palettes { get; init; }

    /// <summary>The template as it is.</summary>
    public static SlideLook Of(SlideTemplate template) => new(template);

    internal SlideLayout LayoutOf(SlideShape shape, SlideSurface surface) =>
        Template.Layouts.TryGetValue(shape, out var layout)
            ? layout with
            {
                Palette = Palettes[surface],
                Family = Font,
            }
            : throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape of slides.");
}
