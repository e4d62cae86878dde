using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.Bluesky;

public sealed class BlueskyNetworkTests : NetworkContract
{
    protected override string Name => "bluesky";

    protected override string Token => "password";

    protected override INetwork Create(SandboxChannel channel) => new BlueskyNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) => [new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() =>
        [new("identifier", "newsroom.sandbox.test"), new("password", "sandbox-one")];

    [Fact]
    public async Task Text_language_alt_and_links_arrive_as_they_are()
    {
        var part = Sample.Parts[0] with { Text = "🕊️ Мир https://example.org/a?b=1 #мир", Graphic = true };
        var variant = VariantOf(part) with { Language = "ru" };
        var cancellationToken = TestContext.Current.CancellationToken;
        var prepared = (Prepared.Ready)await Network.PrepareAsync(variant, Channel.Access(), cancellationToken);

        var outcome = await Network.PublishAsync(part, prepared, KeyFor(part), variant, Channel.Access(), cancellationToken);

        var entry = Assert.Single(Channel.Visible);
        Assert.Equal(part.Text, entry.Text);
        Assert.Equal("ru", entry.Language);
        Assert.Equal("A bridge", Assert.Single(entry.Media).Alt);
        Assert.StartsWith(
            "https://bsky.app/profile/newsroom.sandbox.test/post/",
            Assert.IsType<Outcome.Published>(outcome).Link!.AbsoluteUri
        );
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_changes_nothing()
    {
        var prepared = (Prepared.Ready)await PrepareAsync();
        var part = Sample.Parts[0];

        var first = await PublishAsync(part, prepared, KeyFor(part));
        var second = await PublishAsync(part, prepared, KeyFor(part));

        Assert.Equal(first.Landed(), second.Landed());
        Assert.Single(Channel.Visible);
        Assert.DoesNotContain(Channel.Server.Ledger.Entries(Name), entry => entry.Action is NetworkAction.Edit);
    }

    [Fact]
    [Trait("Requirement", "REL-17")]
    public async Task Eight_calls_at_once_make_one_session_and_keep_it()
    {
        await using var relay = new RecordingRelay(Channel.Server.Address.Port);
        Channel.Set(Settings(new Uri(relay.Address, Name)), []);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Network.CheckAsync(Channel.Access(), TestContext.Current.CancellationToken)));
        await new BlueskyNetwork(Channel.Clients).CheckAsync(Channel.Access(), TestContext.Current.CancellationToken);

        Assert.Equal(1, relay.Sent.Split("/xrpc/com.atproto.server.createSession").Length - 1);
        Assert.NotEmpty(Channel.Access().Credentials["refreshJwt"]);
        Assert.Equal("sandbox-one", Channel.Access().Credentials["password"]);
    }

    [Fact]
    [Trait("Requirement", "REL-17")]
    public async Task A_session_that_the_server_forgot_is_replaced_on_the_next_try()
    {
        await PrepareAsync();
        var stale = new Dictionary<string, string> { ["accessJwt"] = "gone", ["refreshJwt"] = "gone" };
        Channel.Set([], stale);
        var network = new BlueskyNetwork(Channel.Clients);

        var first = await network.PrepareAsync(Sample, Channel.Access(), TestContext.Current.CancellationToken);
        var second = await network.PrepareAsync(Sample, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.NotSent>(Assert.IsType<Prepared.Failed>(first).Why);
        Assert.IsType<Prepared.Ready>(second);
        Assert.NotEqual("gone", Channel.Access().Credentials["accessJwt"]);
    }

    [Fact]
    public async Task Another_password_never_inherits_the_session()
    {
        await PrepareAsync();
        Channel.Set([], [new("password", "wrong")]);

        var prepared = await PrepareAsync();

        Assert.True(Assert.IsType<Outcome.Refused>(Assert.IsType<Prepared.Failed>(prepared).Why).IsTokenTrouble);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task A_post_of_another_account_is_left_to_a_person()
    {
        var id = new RemoteId("at://did:plc:elsewhere/app.bsky.feed.post/3lzabcdefgh2k");

        var removal = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.IsType<Removal.Manual>(removal);
    }

    [Fact]
    public void A_link_that_a_person_pasted_holds_the_id()
    {
        Assert.True(Network.TryParseLink(new Uri("https://bsky.app/profile/news.example/post/3lzabcdefgh2k"), out var id));
        Assert.Equal("at://news.example/app.bsky.feed.post/3lzabcdefgh2k", id.Value);
        Assert.False(Network.TryParseLink(new Uri("https://bsky.app/profile/news.example"), out _));
    }
}
