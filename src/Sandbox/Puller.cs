using System.Net;

namespace Publisher.Sandbox;

/// <summary>Fetches what a network was given an address of, as those do that pull: https anywhere, plain http from loopback only, no redirects.</summary>
internal sealed class Puller : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 60L << 20,
    };

    /// <summary>Null when it cannot be had.</summary>
    public async Task<byte[]?> PullAsync(string? address, CancellationToken cancellationToken)
    {
        if (!MayPull(address, out var uri))
        {
            return null;
        }

        try
        {
            using var response = await _http.GetAsync(uri, cancellationToken);
            return response.StatusCode is HttpStatusCode.OK ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public static bool MayPull(string? address, out Uri? uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    public void Dispose() => _http.Dispose();
}
