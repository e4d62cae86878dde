using System.Net;

namespace Publisher.Channels.Http;

/// <summary>Shows every address to the guard before it is called: the first, and each that a redirect leads to.</summary>
/// <param name="mostRedirects">What comes after so many is handed on as the answer. Only reads are ever redirected.</param>
internal sealed class EgressHandler(EgressGuard guard, int mostRedirects, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        guard.Demand(request.RequestUri!);
        var response = await base.SendAsync(request, cancellationToken);
        for (var hop = 0; hop < mostRedirects && Target(request, response) is { } next; hop++)
        {
            response.Dispose();
            Demand(request.RequestUri!, next);
            request.RequestUri = next;
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private void Demand(Uri from, Uri to)
    {
        guard.Demand(to);
        if (from.Scheme is "https" && to.Scheme is not "https")
        {
            throw new EgressRefusedException("A redirect leads from https to http.");
        }
    }

    private static Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        var isRedirect =
            response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;
        return isRedirect && request.Method == HttpMethod.Get && response.Headers.Location is { } location
            ? new Uri(request.RequestUri!, location)
            : null;
    }
}
