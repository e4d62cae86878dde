using System.Net;

namespace Publisher.Channels.Http;

/// <summary>
/// What every writing request goes through: one body, noted when it is asked for, over HTTP/1.1 and without
/// <c>Expect</c>. HttpClient may resend a request that has no body or that waits for a 100, so neither may happen here.
/// </summary>
internal sealed class WriteOnceHandler(SentMark sent, AttemptDeadline? deadline, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (deadline is not null && request.Content is null)
        {
            throw new InvalidOperationException("A publishing request must carry a body: one without may be sent twice.");
        }

        if (deadline is { HasPassed: true })
        {
            throw new HttpRequestException("The attempt's deadline passed before the request.");
        }

        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.ExpectContinue = false;
        request.Content = request.Content is null ? null : new MarkedContent(request.Content, sent);
        var response = await base.SendAsync(request, cancellationToken);
        Checkpoint.Pass(deadline is null ? "preparing-call-answered" : "publishing-call-answered");
        return response;
    }
}
