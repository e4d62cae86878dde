using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.Bluesky;

public sealed class BlueskyThreadTests : ThreadContract
{
    protected override string Name => "bluesky";

    protected override string Token => "password";

    protected override INetwork Create(SandboxChannel channel) => new BlueskyNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) => [new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() =>
        [new("identifier", "newsroom.sandbox.test"), new("password", "sandbox-one")];

    [Fact]
    public async Task A_post_that_cannot_be_asked_for_now_has_not_been_answered_and_is_later()
    {
        var ready = await PublishUpToAsync(2);
        Channel.Break(NetworkAction.Read, FaultKind.Status, status: 503, times: 9);

        var outcome = (await PublishAsync(Sample.Parts[1], ready, KeyFor(Sample.Parts[1]))).Outcome;

        Assert.IsType<Outcome.NotSent>(outcome);
        Assert.Single(Channel.Visible);
    }
}
