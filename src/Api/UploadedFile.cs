using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Publisher.Api.Conventions;
using Publisher.Channels.Imaging;

namespace Publisher.Api;

/// <summary>Reads the one <c>file</c> of a multipart upload as it comes in; its name and declared type are never looked at.</summary>
internal static class UploadedFile
{
    /// <summary>The largest body: a video and the words around it.</summary>
    private const long MostBytes = UploadLimits.VideoBytes + (1 << 20);

    private const string Expected = "Send multipart/form-data with one part named file.";

    /// <summary>Gives the part's stream to <paramref name="take"/>, and notes a fingerprint of its bytes for the idempotency key.</summary>
    /// <exception cref="RefusedException">It is no multipart body, or holds no file.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, Func<Stream, Task<T>> take, CancellationToken cancellationToken)
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

        try
        {
            return await ReadPartAsync(context, new MultipartReader(boundary.Value!, request.Body), take, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new RefusedException(Problems.Malformed("The multipart body is broken off or not well formed."));
        }
    }

    private static async Task<T> ReadPartAsync<T>(
        HttpContext context,
        MultipartReader reader,
        Func<Stream, Task<T>> take,
        CancellationToken cancellationToken
    )
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name) == "file")
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using var body = new HashingStream(section.Body, hash);
                var result = await take(body);

                // What refused early has not read to the end; a repeat must have the same fingerprint nonetheless.
                await body.CopyToAsync(Stream.Null, cancellationToken);
                context.Features.Set(new RequestFingerprint(Convert.ToHexStringLower(hash.GetHashAndReset())));
                return result;
            }
        }

        throw new RefusedException(Problems.Invalid("file", "required", Expected));
    }
}
