namespace Publisher.Channels.Http;

/// <summary>Section <c>Egress</c>.</summary>
public sealed class EgressOptions
{
    /// <summary>
    /// Hosts, or <c>host:port</c>, that may be private, listen on another port than 443 and speak plain http. Default: none.
    /// Names and IP addresses are compared as written, an IPv6 address in brackets.
    /// </summary>
    public IReadOnlyList<string> AllowHosts { get; set; } = [];
}
