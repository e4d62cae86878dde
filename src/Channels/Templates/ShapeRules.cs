using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>What no template may change about a shape.</summary>
/// <param name="Safe">Outside it apps lay their own buttons and texts over a slide, or crop it for their grid.</param>
/// <param name="MostLines">More lines are not read in the time that a slide gets.</param>
internal sealed record ShapeRules(int Width, int Height, Box Safe, int MostLines)
{
    public static ShapeRules Of(SlideShape shape) =>
        shape switch
        {
            SlideShape.Vertical9x16 => new(1080, 1920, new Box(120, 288, 888, 1248), 9),
            SlideShape.Portrait4x5 => new(1080, 1350, new Box(84, 120, 996, 1230), 7),
            SlideShape.Square => new(1080, 1080, new Box(84, 120, 996, 960), 7),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape of slides."),
        };
}
