using System.Net;

namespace Publisher.Channels.Http;

/// <summary>
/// Reads the whole answer before anyone looks at it, so that a cut or endless answer is a failed call and nothing else.
/// A success may be 1 MiB long. Of an error answer the status is what counts: its body is cut at 64 KiB.
/// </summary>
internal sealed class BoundedAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int SuccessLimit = 1024 * 1024;
    private const int ErrorLimit = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = response.IsSuccessStatusCode
                ? await ReadAsync(response.Content, SuccessLimit, cancellationToken)
                : await ReadErrorAsync(response.Content, cancellationToken);
            response.Content = WithHeaders(new ByteArrayContent(body), response.Content);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(limit, cancellationToken);
        return await content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static async Task<byte[]> ReadErrorAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[8192];
            while (body.Length < ErrorLimit && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                body.Write(buffer, 0, (int)Math.Min(read, ErrorLimit - body.Length));
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status has been read; what is missing of the explanation changes nothing.
        }

        return body.ToArray();
    }

    private static ByteArrayContent WithHeaders(ByteArrayContent content, HttpContent original)
    {
        content.Headers.ContentType = original.Headers.ContentType;
        original.Dispose();
        return content;
    }
}
