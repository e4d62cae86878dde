using Publisher.Channels;
using Publisher.Channels.Mastodon;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.Mastodon;

public sealed class MastodonNetworkTests : NetworkContract
{
    protected override string Name => "mastodon";

    protected override string Token => "accessToken";

    protected override INetwork Create(SandboxChannel channel) => new MastodonNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) => [new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() => [new("accessToken", "sandbox-one")];

    [Fact]
    public async Task Text_warning_language_alt_and_key_arrive_as_they_are()
    {
        var part = Sample.Parts[0] with { Text = "Մի բան https://example.org/a?b=1&c=2", Warning = "Contains grief" };
        var variant = VariantOf(part) with { Language = "hy-AM" };
        var cancellationToken = TestContext.Current.CancellationToken;
        var prepared = (Prepared.Ready)await Network.PrepareAsync(variant, Channel.Access(), cancellationToken);

        await Network.PublishAsync(part, prepared, KeyFor(part), variant, Channel.Access(), cancellationToken);

        var entry = Assert.Single(Channel.Visible);
        Assert.Equal("Contains grief\n\nՄի բան https://example.org/a?b=1&c=2", entry.Text);
        Assert.Equal("hy", entry.Language);
        Assert.Equal("A bridge", Assert.Single(entry.Media).Alt);
        Assert.Equal(SandboxChannel.File.Sha256, entry.Media[0].Sha256);
        Assert.Equal(KeyFor(part).Value, entry.IdempotencyKey);
    }

    [Theory]
    [InlineData("ru", "ru")]
    [InlineData("az-Latn-AZ", "az")]
    [InlineData("HY", "hy")]
    [InlineData("hyw", "hy")]
    [InlineData("zh-TW", "zh-TW")]
    public async Task The_language_is_told_in_a_code_that_an_instance_knows(string language, string told)
    {
        var part = new Part { Number = 1, Text = "Մի բան" };
        var variant = VariantOf(part) with { Language = language };

        await Network.PublishAsync(
            part,
            Prepared.Ready.Nothing,
            KeyFor(part),
            variant,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(told, Assert.Single(Channel.Visible).Language);
    }

    [Fact]
    public async Task A_text_without_pictures_is_found_by_its_words()
    {
        var part = new Part
        {
            Number = 1,
            Text = "One & only:\n\n<see> https://example.org/a?b=1&c=2 #мир 🕊️",
            Warning = "Grief",
        };
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var delivery = await PublishAsync(part, Prepared.Ready.Nothing, KeyFor(part));

        var found = await FindAsync(delivery);

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        Assert.Equal(Assert.Single(Channel.Visible).RemoteId, Assert.IsType<Found.Landed>(found).Id.Value);
    }

    [Fact]
    public async Task Another_text_of_ours_is_not_taken_for_the_lost_one()
    {
        var (other, part) = (new Part { Number = 1, Text = "Another day." }, new Part { Number = 1, Text = "The bridge is open." });
        await Network.PublishAsync(
            other,
            Prepared.Ready.Nothing,
            new AttemptKey("other", 1, default, KeyFor(part).Deadline),
            Sample,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );
        Channel.Break(NetworkAction.Publish, FaultKind.ResetAfter);
        var delivery = await PublishAsync(part, Prepared.Ready.Nothing, KeyFor(part));

        var found = await FindAsync(delivery);

        Assert.IsType<Found.Missing>(found);
    }

    [Fact]
    [Trait("Requirement", "REL-07")]
    public async Task An_earlier_post_of_ours_that_says_the_same_is_not_taken_for_the_lost_one()
    {
        var part = new Part { Number = 1, Text = "The bridge is open." };
        var earlier = await Network.PublishAsync(
            part,
            Prepared.Ready.Nothing,
            new AttemptKey("earlier", 1, default, KeyFor(part).Deadline),
            Sample,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );
        Channel.Break(NetworkAction.Publish, FaultKind.ResetAfter);
        var delivery = await PublishAsync(part, Prepared.Ready.Nothing, KeyFor(part));
        Channel.Known.Add(Assert.IsType<Outcome.Published>(earlier).Id);

        var found = await FindAsync(delivery);

        Assert.IsType<Found.Missing>(found);
    }

    [Fact]
    [Trait("Requirement", "REL-08")]
    public async Task A_repeat_with_the_same_key_gives_the_first_result()
    {
        var prepared = (Prepared.Ready)await PrepareAsync();
        var part = Sample.Parts[0];

        var first = await PublishAsync(part, prepared, KeyFor(part));
        var second = await PublishAsync(part, prepared, KeyFor(part));

        Assert.Equal(first.Landed(), second.Landed());
        Assert.Single(Channel.Visible);
    }

    [Fact]
    public async Task Pictures_that_are_still_processed_are_waited_for()
    {
        Channel.Set([], [new("accessToken", "sandbox-slowmedia")]);

        await DeliverAsync();

        Assert.Single(Channel.Visible);
    }

    [Fact]
    public async Task An_upload_that_fails_can_be_repeated()
    {
        Channel.Break(NetworkAction.Media, FaultKind.Status, status: 503);

        var prepared = await PrepareAsync();

        Assert.IsType<Outcome.NotSent>(Assert.IsType<Prepared.Failed>(prepared).Why);
    }

    [Fact]
    public async Task The_parts_of_a_thread_answer_each_other()
    {
        var parts = new[]
        {
            new Part { Number = 1, Text = "First." },
            new Part { Number = 2, Text = "Second." },
        };
        var first = await PublishAsync(parts[0], Prepared.Ready.Nothing, new AttemptKey("one", 1, default, KeyFor(parts[0]).Deadline));
        var prepared = new Prepared.Ready(new Dictionary<string, string> { ["part1"] = first.Landed().Id.Value });

        await PublishAsync(parts[1], prepared, new AttemptKey("two", 2, default, KeyFor(parts[1]).Deadline));

        Assert.Equal([1, 2], Channel.Visible.Select(entry => entry.Part));
    }

    [Fact]
    public async Task Deletes_beyond_the_budget_wait_as_long_as_asked()
    {
        var id = (await DeliverAsync())[0].Landed().Id;
        Channel.Break(NetworkAction.Delete, FaultKind.Status, status: 429, retryAfterSeconds: 600);

        var removal = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMinutes(10), Assert.IsType<Removal.Again>(removal).After);
    }

    [Theory]
    [InlineData("https://mastodon.example/@newsroom/1130572001", "1130572001")]
    [InlineData("https://mastodon.example/users/newsroom/statuses/42", "42")]
    public void A_link_that_a_person_pasted_holds_the_id(string link, string id)
    {
        Assert.True(Network.TryParseLink(new Uri(link), out var found));
        Assert.Equal(id, found.Value);
    }

    [Fact]
    public void A_link_to_no_status_holds_none() => Assert.False(Network.TryParseLink(new Uri("https://mastodon.example/"), out _));
}
