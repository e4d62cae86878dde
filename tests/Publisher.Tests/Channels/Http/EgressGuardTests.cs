using System.Net;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

[Trait("Requirement", "SEC-06")]
public sealed class EgressGuardTests
{
    [Theory]
    [InlineData("https://mastodon.example/")]
    [InlineData("https://mastodon.example:443/path?query")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://пример.example/")]
    public void A_public_https_address_on_port_443_may_be_called(string address) => Assert.Null(Probe.Guard().Check(new Uri(address)));

    [Theory]
    [InlineData("http://mastodon.example/")]
    [InlineData("https://mastodon.example:8443/")]
    [InlineData("https://user:word@mastodon.example/")]
    [InlineData("ftp://mastodon.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://172.31.255.255/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://192.0.0.8/")]
    [InlineData("https://198.18.0.1/")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://255.255.255.255/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::10.0.0.1]/")]
    [InlineData("https://[64:ff9b:1::1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[2001::1]/")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fec0::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[ff02::1]/")]
    [InlineData("https://[3fff::1]/")]
    public void Everything_else_is_refused_with_a_reason(string address)
    {
        var problem = Probe.Guard().Check(new Uri(address));

        Assert.Equal("egress_refused", problem?.Code);
    }

    [Theory]
    [InlineData("64:ff9b::93.184.216.34", true)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("2002:5db8:d822::", true)]
    [InlineData("2a00:1450:4001:800::200e", true)]
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
    [InlineData("http://[::1]:5000/", "[::1]")]
    public void A_host_that_is_named_may_be_private_and_plain(string address, string allowed) =>
        Assert.Null(Probe.Guard(allowed).Check(new Uri(address)));

    [Theory]
    [InlineData("http://127.0.0.1:5001/", "127.0.0.1:5000")]
    [InlineData("http://127.0.0.2/", "127.0.0.1")]
    [InlineData("http://user@127.0.0.1/", "127.0.0.1")]
    [InlineData("http://127.0.0.1.example/", "127.0.0.1")]
    public void Naming_a_host_permits_no_other(string address, string allowed) =>
        Assert.NotNull(Probe.Guard(allowed).Check(new Uri(address)));

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_refused_before_connecting()
    {
        using var client = new HttpClient(Probe.Guard().CreateHandler());

        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri("https://localhost/"), TestContext.Current.CancellationToken)
        );

        Assert.IsType<EgressRefusedException>(refused.InnerException ?? refused);
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused_even_where_redirects_are_followed()
    {
        await using var inside = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var outside = RawServer.Answering(
            $"HTTP/1.1 302 Found\r\nLocation: http://localhost:{inside.Port}/\r\nContent-Length: 0\r\n\r\n"
        );
        using var client = new HttpClient(Probe.Guard($"127.0.0.1:{outside.Port}").CreateHandler(followRedirects: true));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(outside.Address, TestContext.Current.CancellationToken));

        Assert.Equal(0, inside.Connections);
    }
}
