using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Publisher.Channels.Http;

/// <summary>
/// Decides whom this service may call: https on port 443 at public addresses, and what <see cref="EgressOptions.AllowHosts"/> adds.
/// Names are resolved once, every address is checked, and only a checked address is connected to.
/// </summary>
public sealed class EgressGuard(IOptions<EgressOptions> options)
{
    /// <summary>Code of the problem, and of a refused outcome.</summary>
    public const string RefusedCode = "egress_refused";

    private const int MostRedirects = 3;
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);
    private readonly HashSet<string> _allowed = new(options.Value.AllowHosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with an address as far as it can be told without asking DNS; null when nothing is.</summary>
    public Problem? Check(Uri address)
    {
        var reason = Reason(address);
        return reason is null ? null : new Problem(RefusedCode, null, reason);
    }

    /// <exception cref="EgressRefusedException">The address may not be called.</exception>
    public void Demand(Uri address)
    {
        if (Reason(address) is { } reason)
        {
            throw new EgressRefusedException(reason);
        }
    }

    /// <summary>How names become addresses.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>How a checked address is reached.</summary>
    internal Func<IPEndPoint, CancellationToken, Task<Stream>> Connect { get; init; } = ConnectAsync;

    /// <summary>Whose certificates are believed. Null: those that the system believes.</summary>
    internal X509ChainPolicy? Trust { get; init; }

    /// <summary>
    /// A handler that calls only what this guard permits, without proxy, cookies, or traces (their <c>url.full</c> would hold what must not be kept).
    /// What is compressed stays so: a body is never longer than what was sent.
    /// </summary>
    /// <param name="followRedirects">At most 3, each checked like the first address and never from https to http; a fourth is the answer.</param>
    public HttpMessageHandler CreateHandler(bool followRedirects = false) => CreateHandler(followRedirects, deadline: null);

    internal HttpMessageHandler CreateHandler(bool followRedirects, AttemptDeadline? deadline) =>
        new EgressHandler(this, followRedirects ? MostRedirects : 0, CreateConnections(deadline));

    internal SocketsHttpHandler CreateConnections(AttemptDeadline? deadline) =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = _connectTimeout,
            // A connection kept for later may be stale by then, and a write on it ends in needless doubt.
            PooledConnectionLifetime = deadline is null ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            MaxResponseHeadersLength = 64,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = Trust,
            },
            ConnectCallback = async (context, cancellationToken) =>
            {
                var stream = await ConnectAsync(context.DnsEndPoint, cancellationToken);
                return deadline is null ? stream : new DeadlineStream(stream, deadline);
            },
        };

    private string? Reason(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http"))
        {
            return "Only https addresses are called.";
        }

        if (address.UserInfo.Length > 0)
        {
            return "An address must not carry a user name or password.";
        }

        if (IsAllowed(address.Host, address.Port) || IsAllowed(address.IdnHost, address.Port))
        {
            return null;
        }

        if (address.Scheme is not "https" || address.Port is not 443)
        {
            return $"Only https on port 443 is called; this is {address.Scheme} on port {address.Port}. Egress:AllowHosts can permit the host.";
        }

        return PublicHost.Is(address.IdnHost) ? null : NotPublic(address.IdnHost);
    }

    private async Task<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        // Asked once: what is connected to is what was checked, whatever the name means a moment later.
        var addresses = await Resolve(target.Host, cancellationToken);
        if (!IsAllowed(target.Host, target.Port) && (target.Port is not 443 || !addresses.All(PublicAddress.Is)))
        {
            throw new EgressRefusedException(NotPublic(target.Host));
        }

        var last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await Connect(new IPEndPoint(address, target.Port), cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw last;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // An IPv6 literal stands in brackets in an address and without them at the socket.
    private bool IsAllowed(string host, int port)
    {
        var name = host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
        return _allowed.Contains(name) || _allowed.Contains($"{name}:{port}");
    }

    private static string NotPublic(string host) => $"The host {host} has an address that is not public. Egress:AllowHosts can permit it.";
}
