using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

[Trait("Requirement", "SEC-06")]
public sealed class EgressNamesTests
{
    private const string Public = "93.184.216.34";
    private static readonly Uri _address = new("https://flips.example/");

    [Fact]
    public async Task A_name_that_changes_its_meaning_after_the_check_leads_to_what_was_checked()
    {
        var names = new ScriptedNames().Tell("flips.example", Public).Tell("flips.example", "127.0.0.1");
        using var client = new HttpClient(names.Guard().CreateHandler());

        await FailAsync(client);

        Assert.Equal(["flips.example"], names.Asked);
        Assert.Equal([$"{Public}:443"], names.Reached);
    }

    [Fact]
    public async Task A_name_that_means_a_private_address_the_next_time_is_refused_the_next_time()
    {
        var names = new ScriptedNames().Tell("flips.example", Public).Tell("flips.example", "127.0.0.1");
        using var client = new HttpClient(names.Guard().CreateHandler());
        await FailAsync(client);

        var second = await FailAsync(client);

        Assert.IsType<EgressRefusedException>(second.InnerException ?? second);
        Assert.Single(names.Reached);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData(Public, "192.168.0.7")]
    [InlineData("169.254.169.254", Public)]
    [InlineData(Public, "fd00:ec2::254")]
    [InlineData(Public, "::ffff:127.0.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", "fe80::1")]
    public async Task One_address_that_is_not_public_is_enough_to_refuse_a_name(params string[] addresses)
    {
        var names = new ScriptedNames().Tell("flips.example", addresses);
        using var client = new HttpClient(names.Guard().CreateHandler());

        var refused = await FailAsync(client);

        Assert.IsType<EgressRefusedException>(refused.InnerException ?? refused);
        Assert.Empty(names.Reached);
    }

    [Fact]
    public async Task Every_address_of_a_public_name_is_tried()
    {
        var names = new ScriptedNames().Tell("flips.example", "2606:2800:220:1:248:1893:25c8:1946", Public);
        using var client = new HttpClient(names.Guard().CreateHandler());

        await FailAsync(client);

        Assert.Equal(["[2606:2800:220:1:248:1893:25c8:1946]:443", $"{Public}:443"], names.Reached);
    }

    [Fact]
    public async Task A_name_without_an_address_is_no_refusal_but_a_failed_connection()
    {
        var names = new ScriptedNames().Tell("flips.example");
        using var client = new HttpClient(names.Guard().CreateHandler());

        var failed = await FailAsync(client);

        Assert.IsNotType<EgressRefusedException>(failed.InnerException ?? failed);
    }

    private static Task<HttpRequestException> FailAsync(HttpClient client) =>
        Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(_address, TestContext.Current.CancellationToken));
}
