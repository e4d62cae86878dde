namespace Publisher.Channels.Http;

/// <summary>Names for uploads that say nothing about where a picture comes from.</summary>
public static class FileName
{
    /// <summary>The start of the bytes' hash, and the ending of the media type.</summary>
    public static string For(VariantFile file) => $"{file.Sha256[..16]}.{Ending(file.MediaType)}";

    private static string Ending(string mediaType) =>
        mediaType switch
        {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "video/mp4" => "mp4",
            _ => "bin",
        };
}
