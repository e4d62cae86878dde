using Publisher.Channels;
using Publisher.Channels.TikTok;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>What TikTok does with a post of either kind, pictures or a film.</summary>
public abstract class TikTokContract(PullHost host) : NetworkContract, IClassFixture<PullHost>
{
    protected override string Name => "tiktok";

    protected override string Token => "accessToken";

    protected override INetwork Create(SandboxChannel channel)
    {
        host.Attach(channel);
        return new TikTokNetwork(channel.Clients);
    }

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) =>
        [new("postMode", "direct"), new("privacyLevel", "PUBLIC_TO_EVERYONE"), new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() => [new("accessToken", "sandbox-act")];

    [Fact]
    public async Task In_the_inbox_a_person_finishes_the_post()
    {
        Channel.Set([new("postMode", "inbox")], []);
        var prepared = Assert.IsType<Prepared.Ready>(await PrepareAsync());
        var part = Sample.Parts[0];

        var outcome = await Network.PublishAsync(
            part,
            prepared,
            KeyFor(part),
            Sample,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

        var delivery = new Delivery(part, prepared, Assert.IsType<Outcome.Accepted>(outcome), null);
        Assert.IsType<Found.HandedOver>(await SettledAsync(delivery));
    }

    [Fact]
    [Trait("Requirement", "REL-06")]
    public async Task A_lost_answer_is_never_missing_once_the_files_were_fetched()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var delivery = (await DeliverAsync())[^1];
        await WaitForVisibleAsync();

        var found = await FindAsync(delivery);

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        Assert.IsType<Found.Unknown>(found);
        Assert.Single(Channel.Visible);
    }
}
