namespace Publisher.Channels.Imaging;

/// <summary>Where a photo lies on a slide.</summary>
/// <param name="Width">px it is scaled to.</param>
/// <param name="Left">px of its left edge; negative when it is cropped.</param>
/// <param name="Covers">It leaves nothing of the slide free.</param>
internal sealed record PhotoPlacement(int Width, int Height, int Left, int Top, bool Covers)
{
    /// <summary>
    /// A photo of nearly the slide's own shape covers it, cropped about its focus. Another one is shown whole: as wide as the slide and at
    /// its top, or, when it is tall and thin, in the middle.
    /// </summary>
    public static PhotoPlacement Of(int width, int height, SlideLayout layout, FocusPoint? focus)
    {
        var (across, down) = ((double)layout.Width / width, (double)layout.Height / height);
        var covers = Math.Min(across, down) / Math.Max(across, down) >= layout.CoverKeeps;
        var scale = covers ? Math.Max(across, down) : Math.Min(across, down);
        var (scaledWidth, scaledHeight) = (Scaled(width, scale), Scaled(height, scale));
        return covers
            ? new PhotoPlacement(
                scaledWidth,
                scaledHeight,
                Crop(scaledWidth, layout.Width, focus?.X ?? 0.5),
                Crop(scaledHeight, layout.Height, focus?.Y ?? 0.5),
                Covers: true
            )
            : new PhotoPlacement(scaledWidth, scaledHeight, (layout.Width - scaledWidth) / 2, 0, Covers: false);
    }

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));

    private static int Crop(int length, int room, double focus) =>
        length <= room ? 0 : -(int)Math.Round(Math.Clamp((focus * length) - (room / 2.0), 0, length - room));
}
