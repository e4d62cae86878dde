using System.Net;

namespace Publisher.Channels.Http;

/// <summary>Tells, without asking DNS, hosts that may be public from those that cannot be.</summary>
internal static class PublicHost
{
    /// <summary>Names that mean this machine or this network. Source: IANA special-use domain names, RFC 8375, ICANN on <c>internal</c>.</summary>
    private static readonly string[] _local = ["localhost", "local", "internal", "home.arpa", "onion"];

    /// <param name="host">As <see cref="Uri.IdnHost"/> gives it: lower case, other scripts in Punycode.</param>
    public static bool Is(string host)
    {
        // The dot at the end says that a name is whole; it hides neither an address nor a local name.
        var name = host.TrimEnd('.');
        return IPAddress.TryParse(name, out var address) ? PublicAddress.Is(address) : IsName(name);
    }

    /// <remarks>A name of one word is looked for in the network's own domain. One that ends in a number is an address gone wrong, which some resolvers read.</remarks>
    private static bool IsName(string name) =>
        name.LastIndexOf('.') is > 0 and var dot
        && !IsNumber(name[(dot + 1)..])
        && !_local.Any(local => name == local || name.EndsWith($".{local}", StringComparison.Ordinal));

    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || (label.StartsWith("0x", StringComparison.Ordinal) && label[2..].All(char.IsAsciiHexDigit));
}
