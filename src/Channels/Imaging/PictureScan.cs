namespace Publisher.Channels.Imaging;

/// <summary>What a walk over a picture file's segments showed, without decoding a pixel.</summary>
/// <param name="Orientation">EXIF's 1 to 8; 1 is upright.</param>
/// <param name="Found">Names of what the file carries besides pixels, such as <c>exif.gps</c>; never values.</param>
/// <param name="Complete">The file's own end marker was reached.</param>
internal sealed record PictureScan(int Width, int Height, int Frames, int Orientation, IReadOnlySet<string> Found, bool Complete)
{
    /// <summary>Walks the file by its format's rules. A file that breaks them comes back as not complete.</summary>
    public static PictureScan Of(UploadType type, ReadOnlySpan<byte> file) =>
        type switch
        {
            UploadType.Jpeg => JpegWalk.Scan(file),
            UploadType.Png => PngWalk.Scan(file),
            UploadType.WebP => WebPWalk.Scan(file),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a picture that can be walked."),
        };
}
