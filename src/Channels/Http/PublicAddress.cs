using System.Net;
using System.Net.Sockets;

namespace Publisher.Channels.Http;

/// <summary>Tells addresses of the public internet from all others. Source: the IANA special-purpose address registries for IPv4 and IPv6.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] _special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork _unicast6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    private static readonly byte[] _isatap = [0x00, 0x5e, 0xfe];

    private static readonly IPNetwork[] _special6 =
    [
        .. new[]
        {
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "2620:4f:8000::/48", // AS112
            "3fff::/20", // documentation
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            return !_special4.Any(network => network.Contains(address));
        }

        return Carried(address) is { } inner
            ? Is(inner)
            : _unicast6.Contains(address) && !_special6.Any(network => network.Contains(address));
    }

    /// <summary>The IPv4 address inside a translated (NAT64) or tunnelled (6to4, ISATAP) one.</summary>
    private static IPAddress? Carried(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (_translated.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(12, 4));
        }

        return _sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : IsIsatap(bytes) ? new IPAddress(bytes.AsSpan(12, 4))
            : null;
    }

    // RFC 5214: the interface's half begins 0000:5efe, or 0200:5efe where the IPv4 address is global.
    private static bool IsIsatap(byte[] bytes) => bytes[8] is 0 or 2 && bytes.AsSpan(9, 3).SequenceEqual(_isatap);
}
