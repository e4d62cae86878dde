using Publisher.Channels;
using Publisher.Channels.Mastodon;

namespace Publisher.Tests.Channels.Mastodon;

public sealed class MastodonThreadTests : ThreadContract
{
    protected override string Name => "mastodon";

    protected override string Token => "accessToken";

    protected override INetwork Create(SandboxChannel channel) => new MastodonNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) => [new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() => [new("accessToken", "sandbox-one")];
}
