using Publisher.Channels.Templates;

namespace Publisher.Channels.Imaging;

/// <summary>The slides to draw, already cut.</summary>
/// <param name="Language">BCP 47; chooses type size and direction.</param>
/// <param name="LargeType">For readers of 50 and older: 64 px and more, contrast of 7:1.</param>
/// <param name="Brand">False leaves handle, logo and link off every slide.</param>
public sealed record SlideDeck(SlideShape Shape, string Language, bool LargeType, bool Brand, IReadOnlyList<SlideText> Slides)
{
    public SlideLook Look { get; init; } = SlideLook.Default;
}

/// <summary>One slide. <paramref name="Text"/> is plain but for <c>**bold**</c>; <paramref name="Photo"/> is an index into the photos given.</summary>
public sealed record SlideText(SlideKind Kind, string Text, int? Photo);

public enum SlideKind
{
    Hook,
    Point,
    Quote,
    Closing,
}
