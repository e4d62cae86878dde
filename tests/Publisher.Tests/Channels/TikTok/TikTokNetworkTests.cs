using Publisher.Channels;
using Publisher.Channels.TikTok;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.TikTok;

public sealed class TikTokNetworkTests(PullHost host) : NetworkContract, IClassFixture<PullHost>
{
    protected override string Name => "tiktok";

    protected override string Token => "accessToken";

    protected override Variant Sample =>
        VariantOf(
            new Part
            {
                Number = 1,
                Title = "The bridge",
                Text = "The bridge is open again. #peace",
                Files = [SandboxChannel.File],
            }
        );

    protected override INetwork Create(SandboxChannel channel)
    {
        host.Attach(channel);
        return new TikTokNetwork(channel.Clients);
    }

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) =>
        [new("postMode", "direct"), new("privacyLevel", "PUBLIC_TO_EVERYONE"), new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() => [new("accessToken", "sandbox-act")];

    [Fact]
    [Trait("Requirement", "REL-06")]
    public async Task A_lost_answer_is_never_missing_once_the_pictures_were_fetched()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var delivery = (await DeliverAsync())[^1];
        await WaitForVisibleAsync();

        var found = await FindAsync(delivery);

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        Assert.IsType<Found.Unknown>(found);
        Assert.Single(Channel.Visible);
    }

    [Fact]
    [Trait("Requirement", "REL-06")]
    public async Task A_lost_answer_that_nobody_acted_on_is_sent_again_and_lands_once()
    {
        var links = Channel.MakePullLinkAsync;
        Channel.MakePullLinkAsync = (_, _, _) => Task.FromResult(new Uri("http://127.0.0.1:9/nobody-comes-here"));
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var delivery = (await DeliverAsync())[^1];
        Assert.IsType<Found.Missing>(await FindAsync(delivery));

        Channel.MakePullLinkAsync = links;
        var again = await PublishAsync(delivery.Part, delivery.Prepared, KeyFor(delivery.Part));

        Assert.NotNull(again.Landing);
        Assert.Single(Channel.Visible);
    }

    [Fact]
    public async Task An_inbox_post_is_handed_over_to_a_person()
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
}
