using Publisher.Api.Conventions;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Sends a stored file under a name of ours, never under the one it came with.</summary>
internal static class MediaFile
{
    /// <summary>The address names one file for good; nobody between us and the caller may keep it.</summary>
    private const string OnlyForCaller = "private, max-age=3600";

    public static async Task<IResult> SendAsync(
        HttpContext context,
        MediaStore files,
        string sha256,
        string mediaType,
        CancellationToken cancellationToken,
        string caching = OnlyForCaller
    )
    {
        try
        {
            var stream = await files.OpenAsync(sha256, cancellationToken);

            context.Response.Headers.CacheControl = caching;
            context.Response.Headers.ContentDisposition = Named(mediaType);
            return Results.Stream(stream, mediaType, enableRangeProcessing: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Problems.NotFound();
        }
    }

    public static string Named(string mediaType) => $"inline; filename=\"media.{Extension(mediaType)}\"";

    private static string Extension(string mediaType) =>
        mediaType switch
        {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "video/mp4" => "mp4",
            "video/quicktime" => "mov",
            _ => "bin",
        };
}
