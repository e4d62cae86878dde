namespace Publisher.Channels.Text;

/// <summary>Hosts whose addresses lead somewhere that cannot be read off them, and that note who followed.</summary>
internal static class LinkShorteners
{
    private static readonly HashSet<string> _hosts =
    [
        "amzn.to",
        "b23.tv",
        "bit.do",
        "bit.ly",
        "bitly.com",
        "bl.ink",
        "buff.ly",
        "clck.ru",
        "cutt.ly",
        "dlvr.it",
        "fb.me",
        "g.co",
        "goo.gl",
        "goo.su",
        "ift.tt",
        "is.gd",
        "j.mp",
        "kutt.it",
        "lnkd.in",
        "lnk.to",
        "ow.ly",
        "qps.ru",
        "rb.gy",
        "rebrand.ly",
        "s.id",
        "short.io",
        "shorturl.at",
        "shrtco.de",
        "snip.ly",
        "soo.gd",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tiny.one",
        "tinyurl.com",
        "trib.al",
        "u.to",
        "v.gd",
        "vk.cc",
        "x.gd",
    ];

    /// <summary>The shortener that an address leads to; null when it is none that is known.</summary>
    public static string? HostOf(string address)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.IdnHost.ToLowerInvariant().TrimEnd('.') : "";
        var name = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return _hosts.Contains(name) ? name : null;
    }
}
