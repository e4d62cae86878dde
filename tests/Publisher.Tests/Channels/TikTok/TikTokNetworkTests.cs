using Publisher.Channels;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.TikTok;

public sealed class TikTokNetworkTests(PullHost host) : TikTokContract(host)
{
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
}
