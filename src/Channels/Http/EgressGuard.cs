using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
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

    /// <summary>
    /// A handler that connects through this guard, without proxy, cookies, or traces (their <c>url.full</c> would hold what must not be kept).
    /// The first address still has to be shown to <see cref="Check"/>.
    /// </summary>
    /// <param name="followRedirects">At most 3; a redirect never leads from https to http, and its host is checked like any other.</param>
    public SocketsHttpHandler CreateHandler(bool followRedirects = false) => CreateHandler(followRedirects, deadline: null);

    internal SocketsHttpHandler CreateHandler(bool followRedirects, AttemptDeadline? deadline) =>
        new()
        {
            AllowAutoRedirect = followRedirects,
            MaxAutomaticRedirections = 3,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = _connectTimeout,
            // A connection kept for later may be stale by then, and a write on it ends in needless doubt.
            PooledConnectionLifetime = deadline is null ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            MaxResponseHeadersLength = 64,
            SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
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

        return IPAddress.TryParse(address.IdnHost, out var literal) && !PublicAddress.Is(literal) ? NotPublic(address.IdnHost) : null;
    }

    private async Task<NetworkStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (!IsAllowed(target.Host, target.Port) && (target.Port is not 443 || !addresses.All(PublicAddress.Is)))
        {
            throw new EgressRefusedException(NotPublic(target.Host));
        }

        return await ConnectAsync(addresses, target.Port, cancellationToken);
    }

    private static async Task<NetworkStream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last;
    }

    // An IPv6 literal stands in brackets in an address and without them at the socket.
    private bool IsAllowed(string host, int port)
    {
        var name = host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
        return _allowed.Contains(name) || _allowed.Contains($"{name}:{port}");
    }

    private static string NotPublic(string host) => $"The host {host} has an address that is not public. Egress:AllowHosts can permit it.";
}
