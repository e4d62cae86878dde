using System.Net;
using System.Net.Sockets;

namespace Publisher.Tests;

[Trait("Requirement", "PRV-17")]
public sealed class HostWatchTests(HostWatch watch)
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::ffff:192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    public void It_tells_this_machine_from_others(string address, bool isOwn) =>
        Assert.Equal(isOwn, HostWatch.IsOwnAddress(new IPEndPoint(IPAddress.Parse(address), 443).Serialize().ToString()));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("nowhere.invalid", true)]
    [InlineData("telemetry.example", false)]
    public void It_tells_names_that_need_no_asking(string name, bool isOwn) => Assert.Equal(isOwn, HostWatch.IsOwnName(name));

    [Fact]
    public async Task It_sees_what_is_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();

        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);

        Assert.True(watch.Sees);
        Assert.Empty(watch.Foreign);
    }
}
