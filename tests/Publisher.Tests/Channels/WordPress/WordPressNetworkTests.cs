using Publisher.Channels;
using Publisher.Channels.WordPress;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.WordPress;

public sealed class WordPressNetworkTests : NetworkContract
{
    protected override string Name => "wordpress";

    protected override string Token => "applicationPassword";

    protected override Variant Sample =>
        VariantOf(
            new Part
            {
                Number = 1,
                Title = "The bridge is open",
                Summary = "In short",
                Text = "<p lang=\"en\">It is open again.</p>",
                Markup = Markup.Html,
                Hashtags = ["peace"],
                Link = new Uri("https://elsewhere.example/?a=1&b=2"),
                Files = [SandboxChannel.File, SandboxChannel.File with { Alt = "A \"quoted\" <alt>" }],
            }
        ) with
        {
            Format = Format.LongForm,
        };

    protected override INetwork Create(SandboxChannel channel) => new WordPressNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) => [new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() =>
        [new("username", "editorial"), new("applicationPassword", "sandbox-one")];

    [Fact]
    public async Task The_article_says_its_language_and_shows_both_pictures()
    {
        await DeliverAsync();

        var entry = Assert.Single(Channel.Visible);
        Assert.Contains("<div lang=\"en\">", entry.Markup);
        Assert.Contains("href=\"https://elsewhere.example/?a=1&amp;b=2\"", entry.Markup);
        Assert.Equal(["A bridge", "A \"quoted\" <alt>"], entry.Media.Select(medium => medium.Alt));
    }

    [Fact]
    public async Task A_draft_is_not_visible_and_preparing_again_finds_it()
    {
        var first = Assert.IsType<Prepared.Ready>(await PrepareAsync());
        var second = Assert.IsType<Prepared.Ready>(await PrepareAsync());

        Assert.Empty(Channel.Visible);
        Assert.Equal(first["draft1"].Split('+')[0], second["draft1"].Split('+')[0]);
    }

    [Fact]
    [Trait("Requirement", "CP-12")]
    public async Task A_picture_whose_answer_was_lost_is_used_again_and_no_second_one_is_uploaded()
    {
        Channel.Break(NetworkAction.Media, FaultKind.LostAnswer, times: 2); // the draft, then a picture

        Assert.IsType<Prepared.Failed>(await PrepareAsync());
        Assert.IsType<Prepared.Failed>(await PrepareAsync());
        Assert.IsType<Prepared.Ready>(await PrepareAsync());
        Assert.IsType<Prepared.Ready>(await PrepareAsync());

        Assert.Equal(2, Pictures(NetworkAction.Media));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task What_was_found_by_its_slug_takes_its_pictures_along()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var landed = Assert.IsType<Found.Landed>(await FindAsync((await DeliverAsync())[^1]));

        await Network.RemoveAsync(landed.Id, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.Equal(2, Pictures(NetworkAction.Delete));
    }

    /// <summary>How often the media library took, or lost, a picture.</summary>
    private int Pictures(NetworkAction action) =>
        Channel.Server.Ledger.Entries(Name).Count(entry => entry.Action == action && entry.Media.Count == 1 && entry.Text == "");

    [Theory]
    [Trait("Requirement", "REL-06")]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.Garbage)]
    public async Task A_preparing_call_that_goes_wrong_may_be_repeated_and_one_post_goes_out(FaultKind fault)
    {
        Channel.Break(NetworkAction.Media, fault, status: 500);

        var first = await PrepareAsync();
        await DeliverAsync();

        Assert.IsType<Outcome.NotSent>(Assert.IsType<Prepared.Failed>(first).Why);
        Assert.Single(Channel.Visible);
    }

    [Fact]
    public async Task The_same_piece_meant_twice_becomes_two_posts()
    {
        var first = (await DeliverAsync())[0].Landed();
        var second = (await DeliverAsync())[0].Landed();

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Link, second.Link);
        Assert.Equal(2, Channel.Visible.Count);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task The_pictures_go_with_the_post()
    {
        var id = (await DeliverAsync())[0].Landed().Id;

        await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);

        var deleted = Channel.Server.Ledger.Entries(Name).Where(entry => entry.Action is NetworkAction.Delete);
        Assert.Superset(WordPressId.Parse(id).Media.ToHashSet(), deleted.Select(entry => entry.RemoteId).ToHashSet());
    }

    [Fact]
    public async Task A_post_known_only_by_its_link_can_be_taken_down()
    {
        var link = (await DeliverAsync())[0].Landed().Link;

        Assert.True(Network.TryParseLink(link!, out var id));
        var removal = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);
        var again = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.IsType<Removal.Removed>(removal);
        Assert.IsType<Removal.Removed>(again);
        Assert.Empty(Channel.Visible);
    }

    [Fact]
    public async Task An_address_without_a_post_is_left_to_a_person()
    {
        var removal = await Network.RemoveAsync(new RemoteId("slug:news"), Channel.Access(), TestContext.Current.CancellationToken);

        Assert.IsType<Removal.Manual>(removal);
    }

    [Theory]
    [InlineData("https://site.example/?p=12", "12")]
    [InlineData("https://site.example/2026/11/the-bridge/", "slug:the-bridge")]
    public void A_link_that_a_person_pasted_holds_the_id(string link, string id)
    {
        Assert.True(Network.TryParseLink(new Uri(link), out var found));
        Assert.Equal(id, found.Value);
    }

    [Fact]
    public void A_link_to_the_front_page_holds_none() => Assert.False(Network.TryParseLink(new Uri("https://site.example/"), out _));
}
