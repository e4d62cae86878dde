using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Makes a new picture of a clean one in which boxes are painted over for good, in the family it came in.</summary>
public static class PictureCover
{
    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <param name="boxes">Drawn 20 % larger, at full size, before anything is encoded.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a picture.</exception>
    public static ScrubResult.Clean Bake(byte[] scrubbed, IReadOnlyList<CoverBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(scrubbed);
        ArgumentNullException.ThrowIfNull(boxes);
        var type = UploadTypes.Sniff(scrubbed);
        if (type is not (UploadType.Jpeg or UploadType.Png or UploadType.WebP))
        {
            throw new InvalidDataException("The bytes are not a scrubbed picture.");
        }

        try
        {
            return PictureScrub.Cover(type, scrubbed, boxes);
        }
        catch (VipsException exception)
        {
            throw new InvalidDataException("The picture cannot be decoded.", exception);
        }
    }
}
