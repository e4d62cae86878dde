using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>The part <c>colours</c> of a template.</summary>
internal static class ColourParts
{
    public static IReadOnlyDictionary<SlideSurface, SlidePalette> Read(TemplateFields fields, double fillShare)
    {
        var fill = fields.Colour("fill");
        var (photo, card, closing) = (fields.Group("photo"), fields.Group("card"), fields.Group("closing"));
        var palettes = new Dictionary<SlideSurface, SlidePalette>
        {
            [SlideSurface.Photo] = new(photo.Colour("text"), photo.Colour("accent"), fill, fill, fill, fillShare),
            [SlideSurface.Card] = Card(card, fill, fillShare),
            [SlideSurface.Closing] = Card(closing, fill, fillShare),
        };
        foreach (var (fault, name, surface) in Legibility.Faults(palettes, largeType: false))
        {
            var group = surface switch
            {
                SlideSurface.Photo => photo,
                SlideSurface.Card => card,
                _ => closing,
            };
            group.Fault(name, fault);
        }

        photo.End();
        card.End();
        closing.End();
        fields.End();
        return palettes;
    }

    private static SlidePalette Card(TemplateFields card, Colour fill, double fillShare) =>
        new(card.Colour("text"), card.Colour("accent"), card.Colour("top"), card.Colour("bottom"), fill, fillShare);
}
