namespace Publisher.Channels.Http;

/// <summary>Takes links from answers only when they lead where the channel lives.</summary>
public static class ForeignLink
{
    private const int Longest = 2048;

    /// <summary>The link if it is http(s) on the same host, or on a host below or above it; else null.</summary>
    public static Uri? LinkOnHost(this Uri baseAddress, string? link)
    {
        if (link is not { Length: > 0 and <= Longest } || !Uri.TryCreate(link, UriKind.Absolute, out var address))
        {
            return null;
        }

        var (host, home) = (address.IdnHost, baseAddress.IdnHost);
        var isNear = host == home || IsBelow(host, home) || (IsBelow(home, host) && host.Contains('.'));
        return address.Scheme is "https" or "http" && address.UserInfo.Length == 0 && isNear ? address : null;
    }

    private static bool IsBelow(string host, string parent) => host.EndsWith($".{parent}", StringComparison.OrdinalIgnoreCase);
}
