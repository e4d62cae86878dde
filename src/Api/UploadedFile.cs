using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Publisher.Api.Conventions;
using Publisher.Channels.Imaging;
using Publisher.Posts.Media;

namespace Publisher.Api;

/// <summary>Reads the one <c>file</c> of a multipart upload as it comes in; its name and declared type are never looked at.</summary>
internal static class UploadedFile
{
    /// <summary>The largest body: a video and the words around it.</summary>
    private const long MostBytes = UploadLimits.VideoBytes + (1 << 20);

    private const string Expected = "Send multipart/form-data with one part named file.";
    private const string TooMany =
        "This upload has more than one part named file, and none of them was stored: send one file in each request.";

    /// <summary>Gives the part's stream to <paramref name="scrub"/>, and notes a fingerprint of its bytes for the idempotency key.</summary>
    /// <exception cref="RefusedException">It is no multipart body, or holds no file or more than one.</exception>
    public static async Task<ScrubbedUpload> ReadAsync(
        HttpContext context,
        Func<Stream, Task<ScrubbedUpload>> scrub,
        CancellationToken cancellationToken
    )
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary
        )
        {
            throw new RefusedException(Problems.Of(415, "unsupported_media_type", Expected));
        }

        ScrubbedUpload? scrubbed = null;
        var reader = new MultipartReader(boundary.Value!, request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (IsFile(section))
                {
                    // A part that is left out in silence would be missed only when the piece is out.
                    scrubbed = scrubbed is null
                        ? await ScrubAsync(context, section, scrub, cancellationToken)
                        : throw new RefusedException(Problems.Invalid("file", "too_many", TooMany));
                }
            }

            return scrubbed ?? throw new RefusedException(Problems.Invalid("file", "required", Expected));
        }
        catch (Exception exception)
        {
            await (scrubbed?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (exception is InvalidDataException or IOException and not BadHttpRequestException)
            {
                throw new RefusedException(Problems.Malformed("The multipart body is broken off or not well formed."));
            }

            throw;
        }
    }

    private static bool IsFile(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name) == "file";

    private static async Task<ScrubbedUpload> ScrubAsync(
        HttpContext context,
        MultipartSection section,
        Func<Stream, Task<ScrubbedUpload>> scrub,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var body = new HashingStream(section.Body, hash);
        var scrubbed = await scrub(body);

        // What refused early has not read to the end; a repeat must have the same fingerprint nonetheless.
        await body.CopyToAsync(Stream.Null, cancellationToken);
        context.Features.Set(new RequestFingerprint(Convert.ToHexStringLower(hash.GetHashAndReset())));
        return scrubbed;
    }
}
