namespace Publisher.Channels.Imaging;

/// <summary>What text lies on.</summary>
internal enum SlideSurface
{
    Photo,
    Card,
    Closing,
}

internal static class SlideSurfaces
{
    public static SlideSurface Of(SlideText slide) =>
        slide.Photo is not null ? SlideSurface.Photo
        : slide.Kind == SlideKind.Closing ? SlideSurface.Closing
        : SlideSurface.Card;
}
