namespace Publisher.Channels.Imaging;

/// <summary>How big an upload may be. Judged from the header, before anything is decoded.</summary>
public static class UploadLimits
{
    /// <summary>Bytes of a picture's file.</summary>
    public const int PictureBytes = 25 * 1024 * 1024;

    /// <summary>Bytes of a video's file.</summary>
    public const long VideoBytes = 512L * 1024 * 1024;

    /// <summary>Pixels of a picture, width times height.</summary>
    public const long Pixels = 40_000_000;

    /// <summary>px of a picture's longer side.</summary>
    public const int Side = 12_000;

    internal static IEnumerable<Problem> Check(PictureScan scan)
    {
        if (scan.Frames > 1)
        {
            yield return new Problem("animated_image", "file", "The image moves; send a still picture (1 frame).");
        }

        if (scan.Width < 1 || scan.Height < 1)
        {
            yield return new Problem("corrupt_image", "file", "The image's header gives no size.");
        }

        if (Math.Max(scan.Width, scan.Height) > Side)
        {
            yield return TooLarge($"The image is {scan.Width} x {scan.Height} px; the longer side may have {Side} px.");
        }
        else if ((long)scan.Width * scan.Height > Pixels)
        {
            yield return TooLarge(
                $"The image is {scan.Width} x {scan.Height} px, {(long)scan.Width * scan.Height} in all; the limit is {Pixels}."
            );
        }
    }

    internal static Problem TooManyBytes(long limit) => TooLarge($"The file is longer than the limit of {limit} bytes.");

    private static Problem TooLarge(string message) => new("image_too_large", "file", message);
}
