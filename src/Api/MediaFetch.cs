using System.Net;
using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Channels.Imaging;

namespace Publisher.Api;

/// <summary>Fetches a picture from an address under the egress guard: at most 25 MB, 30 s and three redirects; what it says of itself is not believed.</summary>
internal sealed class MediaFetch(EgressGuard egress, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly HttpClient _client = new(egress.CreateHandler(followRedirects: true)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The bytes, or what is wrong with the address or its answer. The body is never repeated.</summary>
    public async Task<(MemoryStream? Bytes, Problem? Problem)> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        if (egress.Check(address) is { } refused)
        {
            return (null, refused with { Field = "url" });
        }

        using var timeout = new CancellationTokenSource(_limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var answer = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.StatusCode is HttpStatusCode.OK
                ? await ReadAsync(answer.Content, limit.Token)
                : (null, Failed($"The address answered {(int)answer.StatusCode}."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Failed($"The address did not answer within {_limit.TotalSeconds:0} s."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, Reason(exception));
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<(MemoryStream?, Problem?)> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > UploadLimits.PictureBytes)
        {
            return (null, TooLong());
        }

        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > UploadLimits.PictureBytes)
            {
                return (null, TooLong());
            }

            bytes.Write(buffer, 0, read);
        }

        bytes.Position = 0;
        return (bytes, null);
    }

    private static Problem Reason(Exception exception) =>
        exception is EgressRefusedException || exception.InnerException is EgressRefusedException
            ? new Problem(EgressGuard.RefusedCode, "url", "The address leads to a host that may not be called.")
            : Failed("The address could not be reached.");

    private static Problem TooLong() =>
        new("image_too_large", "url", $"The file is longer than the limit of {UploadLimits.PictureBytes} bytes.");

    private static Problem Failed(string message) => new("fetch_failed", "url", message);
}
