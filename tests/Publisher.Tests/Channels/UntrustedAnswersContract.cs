using Publisher.Channels;

namespace Publisher.Tests.Channels;

/// <summary>What every network must hold to when the other side lies: no fault of ours, no id without end, no link elsewhere.</summary>
public abstract class UntrustedAnswersContract : NetworkTrial
{
    /// <summary>Where this network's posts are read, besides its own server.</summary>
    private static readonly string[] _hosts = ["127.0.0.1", "bsky.app", "t.me", "telegra.ph", "www.tiktok.com"];

    [Theory]
    [Trait("Requirement", "SEC-24")]
    [InlineData(Malice.LongIds)]
    [InlineData(Malice.ForeignLinks)]
    [InlineData(Malice.Markup)]
    [InlineData(Malice.OtherTypes)]
    [InlineData(Malice.TooLong)]
    [InlineData(Malice.Deep)]
    [InlineData(Malice.NoJson)]
    public async Task Whatever_the_network_answers_is_an_outcome_with_short_ids_and_links_of_its_own(Malice malice)
    {
        var known = (await DeliverAsync())[^1];
        await using var proxy = await HostileProxy.StartAsync(Channel.Server.Address, malice);
        Channel.Set(Settings(new Uri(proxy.Address, Name)), []);

        var prepared = await PrepareAsync();
        var outcome = await PublishAgainAsync(known);
        var found = await FindAsync(known);
        var removal = await Network.RemoveAsync(known.Landed().Id, Channel.Access(), TestContext.Current.CancellationToken);
        var check = await Network.CheckAsync(Channel.Access(), TestContext.Current.CancellationToken);

        Assert.InRange(proxy.Spoilt, 1, int.MaxValue);
        Check((outcome as Outcome.Published)?.Id, (outcome as Outcome.Published)?.Link);
        Check((found as Found.Landed)?.Id, (found as Found.Landed)?.Link);
        Assert.InRange((outcome as Outcome.Accepted)?.Handle.Length ?? 0, 0, 512);
        Assert.All((prepared as Prepared.Ready)?.Values.Values ?? [], value => Assert.InRange(value.Length, 0, 4_096));
        AssertOneShortLine($"{(prepared as Prepared.Failed)?.Why}");
        AssertOneShortLine($"{outcome}");
        AssertOneShortLine($"{found}");
        AssertOneShortLine($"{removal}");
        AssertOneShortLine(check.Account ?? "");
    }

    private Task<Outcome> PublishAgainAsync(Delivery known) =>
        Network.PublishAsync(
            known.Part,
            known.Prepared,
            KeyFor(known.Part),
            Sample,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

    private static void Check(RemoteId? id, Uri? link)
    {
        Assert.InRange(id?.Value.Length ?? 0, 0, 512);
        Assert.True(id is null || !id.Value.Value.Any(char.IsControl), $"{id}");
        Assert.True(link is null || (link.Scheme is "http" or "https" && _hosts.Contains(link.Host)), $"{link}");
    }

    private static void AssertOneShortLine(string text)
    {
        Assert.InRange(text.Length, 0, 4_096);
        Assert.False(text.Any(char.IsControl), text);
    }
}
