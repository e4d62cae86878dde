namespace Publisher.Channels.Text;

/// <summary>Parameters of addresses that tell a website who passed a link on to whom. Everything else of an address stays as it is.</summary>
internal static class TrackingParameters
{
    private static readonly string[] _families = ["utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "fb_", "oly_", "vero_", "__hs"];

    private static readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        "_branch_match_id",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "dclid",
        "epik",
        "fbclid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "hsctatracking",
        "igsh",
        "igshid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "ml_subscriber",
        "ml_subscriber_hash",
        "msclkid",
        "rb_clickid",
        "s_cid",
        "sc_cid",
        "srsltid",
        "ttclid",
        "twclid",
        "wbraid",
        "wickedid",
        "yclid",
        "ymclid",
        "ysclid",
    };

    /// <summary>Names that mean something else elsewhere.</summary>
    private static readonly Dictionary<string, string[]> _namesOnHost = new()
    {
        ["youtube.com"] = ["si", "feature"],
        ["youtu.be"] = ["si", "feature"],
        ["open.spotify.com"] = ["si"],
        ["twitter.com"] = ["s", "t", "ref_src", "ref_url"],
        ["x.com"] = ["s", "t", "ref_src", "ref_url"],
        ["tiktok.com"] = ["_t", "_r", "is_from_webapp", "sender_device", "web_id"],
        ["instagram.com"] = ["img_index_from", "ig_rid"],
    };

    /// <summary>The address without them; the same string when it has none.</summary>
    /// <param name="removed">Receives the names, never the values.</param>
    public static string Strip(string address, ICollection<string> removed)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var page = hash < 0 ? address : address[..hash];
        var fragment = hash < 0 ? "" : address[(hash + 1)..];
        var mark = page.IndexOf('?', StringComparison.Ordinal);
        var before = removed.Count;
        var host = mark < 0 && fragment.Length == 0 ? null : HostOf(address);
        var query = mark < 0 ? "" : Kept(page[(mark + 1)..], host, removed);

        // Some put them behind the #, where a website's own script reads them.
        var kept = fragment.Contains('=', StringComparison.Ordinal) ? Kept(fragment, host, removed) : fragment;
        if (removed.Count == before)
        {
            return address;
        }

        var start = mark < 0 ? page : page[..mark];
        return start + (query.Length > 0 ? "?" + query : "") + (kept.Length > 0 ? "#" + kept : "");
    }

    private static string Kept(string query, string? host, ICollection<string> removed)
    {
        var kept = new List<string>();
        foreach (var pair in query.Split('&'))
        {
            if (IsTracking(NameOf(pair), host))
            {
                removed.Add(NameOf(pair).ToLowerInvariant());
            }
            else
            {
                kept.Add(pair);
            }
        }

        return string.Join('&', kept);
    }

    private static bool IsTracking(string name, string? host) =>
        _names.Contains(name)
        || Array.Exists(_families, family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
        || (host is not null && _namesOnHost.GetValueOrDefault(host)?.Contains(name, StringComparer.OrdinalIgnoreCase) == true);

    private static string NameOf(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        return Uri.UnescapeDataString(end < 0 ? pair : pair[..end]);
    }

    private static string? HostOf(string address)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.IdnHost.ToLowerInvariant() : null;
        return host is null
            ? null
            : _namesOnHost.Keys.FirstOrDefault(known => host == known || host.EndsWith($".{known}", StringComparison.Ordinal));
    }
}
