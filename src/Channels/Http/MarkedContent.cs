using System.Net;

namespace Publisher.Channels.Http;

/// <summary>A body that notes when the connection first asks for its bytes, and when it has taken the last.</summary>
internal sealed class MarkedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly SentMark _sent;

    public MarkedContent(HttpContent inner, SentMark sent)
    {
        (_inner, _sent) = (inner, sent);
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _sent.Set();
        await _inner.CopyToAsync(stream, context, cancellationToken);
        _sent.SetWhole();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
