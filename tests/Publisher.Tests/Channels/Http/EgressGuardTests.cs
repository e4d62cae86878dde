using System.Net;
using System.Security.Authentication;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

[Trait("Requirement", "SEC-06")]
public sealed class EgressGuardTests
{
    public static TheoryData<string> Forbidden => ForbiddenAddresses.All;

    [Theory]
    [InlineData("https://mastodon.example/")]
    [InlineData("https://mastodon.example./")]
    [InlineData("https://mastodon.example:443/path?query")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://пример.example/")]
    [InlineData("https://նորություն.հայ/")]
    [InlineData("https://notlocal.example/")]
    [InlineData("https://internal.example/")]
    public void A_public_https_address_on_port_443_may_be_called(string address) => Assert.Null(Probe.Guard().Check(new Uri(address)));

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Everything_else_is_no_address_or_is_refused_with_a_reason(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            Assert.Equal("egress_refused", Probe.Guard().Check(uri)?.Code);
        }
    }

    [Fact]
    public void The_list_of_forbidden_addresses_is_long_and_nearly_all_of_them_parse()
    {
        var parsed = ForbiddenAddresses.All.Count(row => Uri.TryCreate(row.Data, UriKind.Absolute, out _));

        Assert.InRange(parsed, 100, ForbiddenAddresses.All.Count);
    }

    [Theory]
    [InlineData("64:ff9b::93.184.216.34", true)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("2002:5db8:d822::", true)]
    [InlineData("2a00:1450:4001:800::200e", true)]
    [InlineData("2606:2800:220:1:200:5efe:5db8:d822", true)]
    [InlineData("2606:2800:220:1:0:5efe:c0a8:101", false)]
    [InlineData("::93.184.216.34", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.0", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("203.0.113.9", false)]
    public void An_address_counts_by_what_it_carries(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:5000/mastodon", "127.0.0.1")]
    [InlineData("https://127.0.0.1:5000/", "127.0.0.1:5000")]
    [InlineData("http://wordpress.INTERNAL/", "wordpress.internal")]
    [InlineData("http://wordpress/", "wordpress")]
    [InlineData("http://[::1]:5000/", "[::1]")]
    public void A_host_that_is_named_may_be_private_and_plain(string address, string allowed) =>
        Assert.Null(Probe.Guard(allowed).Check(new Uri(address)));

    [Theory]
    [InlineData("http://127.0.0.1:5001/", "127.0.0.1:5000")]
    [InlineData("http://127.0.0.2/", "127.0.0.1")]
    [InlineData("http://user@127.0.0.1/", "127.0.0.1")]
    [InlineData("http://127.0.0.1.example/", "127.0.0.1")]
    [InlineData("ftp://127.0.0.1/", "127.0.0.1")]
    public void Naming_a_host_permits_no_other(string address, string allowed) =>
        Assert.NotNull(Probe.Guard(allowed).Check(new Uri(address)));

    [Fact]
    public void No_connection_has_a_proxy_cookies_redirects_or_unpacking_of_its_own_and_TLS_is_1_2_at_least()
    {
        using var connections = Probe.Guard().CreateConnections(deadline: null);

        Assert.False(connections.UseProxy);
        Assert.False(connections.UseCookies);
        Assert.False(connections.AllowAutoRedirect);
        Assert.Equal(DecompressionMethods.None, connections.AutomaticDecompression);
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, connections.SslOptions.EnabledSslProtocols);
        Assert.Null(connections.SslOptions.RemoteCertificateValidationCallback);
    }
}
