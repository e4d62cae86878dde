using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>A channel's logo, kept as the scrubbed file it came as, and drawn at the size a slide has room for.</summary>
public sealed class Logo
{
    private readonly byte[] _file;
    private readonly UploadType _type;

    private Logo(byte[] file, UploadType type) => (_file, _type) = (file, type);

    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <returns>Null when it is no picture.</returns>
    public static Logo? Of(byte[] scrubbed)
    {
        ArgumentNullException.ThrowIfNull(scrubbed);
        var type = UploadTypes.Sniff(scrubbed);
        return type is UploadType.Jpeg or UploadType.Png or UploadType.WebP ? new Logo(scrubbed, type) : null;
    }

    /// <summary>The logo whole within the box, never enlarged.</summary>
    /// <exception cref="InvalidDataException">It cannot be decoded.</exception>
    internal Stamp Within(Box box)
    {
        try
        {
            using var opened = _type switch
            {
                UploadType.Jpeg => Image.JpegloadBuffer(_file),
                UploadType.Png => Image.PngloadBuffer(_file),
                _ => Image.WebploadBuffer(_file),
            };
            using var plain = Pixels.ToSrgb(opened);
            using var clear = plain.HasAlpha() ? plain.Copy() : plain.Bandjoin(255);
            using var sized = clear.ThumbnailImage(box.Width, height: box.Height, size: Enums.Size.Down);
            return Stamp.Of(sized);
        }
        catch (VipsException exception)
        {
            throw new InvalidDataException("The logo cannot be decoded.", exception);
        }
    }
}
