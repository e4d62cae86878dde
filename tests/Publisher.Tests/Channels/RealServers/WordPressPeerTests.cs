using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Channels.WordPress;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.RealServers;

/// <summary>The WordPress client against WordPress itself.</summary>
public sealed class WordPressPeerTests : IDisposable
{
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private readonly Peer _peer;
    private readonly WordPressNetwork _network;
    private readonly HttpClient _reader = new();

    public WordPressPeerTests()
    {
        var facts = new Peer("wordpress").Facts;
        _peer = new Peer("wordpress")
        {
            Credentials = new Dictionary<string, string>
            {
                ["username"] = (string)facts["user"]!,
                ["applicationPassword"] = (string)facts["applicationPassword"]!,
            },
        };
        _network = new WordPressNetwork(_peer.Clients);
        _reader.BaseAddress = new Uri((string)facts["url"]!);
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{facts["user"]}:{facts["applicationPassword"]}"));
        _reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
    }

    [Fact]
    public async Task The_check_knows_the_account_and_what_it_may_do()
    {
        var check = await _network.CheckAsync(_peer.Access(), _cancellationToken);

        Assert.True(check is { Ok: true, CanPublish: true, CanTakeDown: true }, $"{check} {string.Join("; ", check.Problems)}");
    }

    [Fact]
    public async Task A_wrong_password_is_token_trouble()
    {
        var stranger = new Peer("wordpress")
        {
            Credentials = new Dictionary<string, string> { ["username"] = "admin", ["applicationPassword"] = "not this one" },
        };

        var prepared = await _network.PrepareAsync(Piece(), stranger.Access(), _cancellationToken);

        Assert.True(Assert.IsType<Outcome.Refused>(Assert.IsType<Prepared.Failed>(prepared).Why).IsTokenTrouble);
    }

    [Fact]
    public async Task An_article_goes_out_whole_and_is_taken_down_with_its_pictures()
    {
        var variant = Piece();
        var prepared = await PrepareAsync(variant);
        Assert.Equal(0, await CountPublicAsync(variant));

        var outcome = Assert.IsType<Outcome.Published>(await PublishAsync(variant, prepared));

        var post = (await ReadPublicAsync(variant))[0]!;
        var html = (string)post["content"]!["rendered"]!;
        Assert.Contains("<div lang=\"ru\">", html);
        Assert.Contains("<p lang=\"ru\">", html);
        Assert.Contains("wp-image-", html);
        Assert.NotEqual(0, (int)post["featured_media"]!);
        Assert.Single((JsonArray)post["tags"]!);
        Assert.Equal(outcome.Link!.AbsolutePath, new Uri((string)post["link"]!).AbsolutePath);

        var removal = await _network.RemoveAsync(outcome.Id, _peer.Access(), _cancellationToken);
        var again = await _network.RemoveAsync(outcome.Id, _peer.Access(), _cancellationToken);

        Assert.IsType<Removal.Removed>(removal);
        Assert.IsType<Removal.Removed>(again);
        Assert.Equal(0, await CountPublicAsync(variant));
        foreach (var media in WordPressId.Parse(outcome.Id).Media)
        {
            Assert.Equal(404, (int)(await _reader.GetAsync($"wp-json/wp/v2/media/{media}", _cancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task A_draft_whose_answer_is_lost_is_found_again()
    {
        var variant = Piece() with { Parts = [Piece().Parts[0] with { Files = [], Hashtags = [] }] };
        _peer.LoseAnswers(1);

        var lost = await _network.PrepareAsync(variant, _peer.Access(), _cancellationToken);
        var prepared = await PrepareAsync(variant);
        await PublishAsync(variant, prepared);

        Assert.IsType<Outcome.NotSent>(Assert.IsType<Prepared.Failed>(lost).Why);
        Assert.Equal(1, await CountAnyAsync(variant));
    }

    [Fact]
    [Trait("Requirement", "CP-12")]
    [Trait("Requirement", "PRV-13")]
    public async Task A_picture_of_a_lost_answer_does_not_stay_and_what_was_found_by_its_slug_takes_its_pictures_along()
    {
        var variant = Piece();
        await PrepareAsync(variant);
        var draft = await DraftOfAsync(variant);
        await UploadAsync(variant.Parts[0].Files[0], draft);

        var prepared = await PrepareAsync(variant);
        Assert.Equal(variant.Parts[0].Files.Count, (await MediaOfAsync(draft)).Count);
        _peer.LoseAnswers(1);
        await PublishAsync(variant, prepared);
        var landed = Assert.IsType<Found.Landed>(await FindAsync(variant, prepared));
        await _network.RemoveAsync(landed.Id, _peer.Access(), _cancellationToken);

        Assert.Empty(await MediaOfAsync(draft));
    }

    [Fact]
    public async Task A_publish_whose_answer_is_lost_is_uncertain_and_then_found_and_a_repeat_changes_nothing()
    {
        var variant = Piece();
        var prepared = await PrepareAsync(variant);
        _peer.LoseAnswers(1);

        var outcome = await PublishAsync(variant, prepared);
        var found = await FindAsync(variant, prepared);
        var repeated = await PublishAsync(variant, prepared);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.Equal(Assert.IsType<Found.Landed>(found).Id, Assert.IsType<Outcome.Published>(repeated).Id);
        Assert.Equal(1, await CountAnyAsync(variant));
    }

    [Fact]
    public async Task A_publish_that_never_arrived_is_uncertain_and_then_missing()
    {
        var variant = Piece();
        var prepared = await PrepareAsync(variant);
        _peer.Answer(502);

        var outcome = await PublishAsync(variant, prepared);
        var found = await FindAsync(variant, prepared);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.IsType<Found.Missing>(found);
        Assert.Equal(0, await CountPublicAsync(variant));
    }

    [Fact]
    public async Task The_same_piece_meant_twice_gets_a_second_address()
    {
        var variant = Piece();

        var first = (Outcome.Published)await PublishAsync(variant, await PrepareAsync(variant));
        var second = (Outcome.Published)await PublishAsync(variant, await PrepareAsync(variant));

        Assert.NotEqual(first.Id, second.Id);
        Assert.EndsWith("-2/", second.Link!.AbsolutePath);
    }

    [Fact]
    public async Task A_post_known_only_by_its_link_can_be_taken_down()
    {
        var variant = Piece();
        var outcome = (Outcome.Published)await PublishAsync(variant, await PrepareAsync(variant));

        Assert.True(_network.TryParseLink(outcome.Link!, out var id));
        var removal = await _network.RemoveAsync(id, _peer.Access(), _cancellationToken);
        var again = await _network.RemoveAsync(id, _peer.Access(), _cancellationToken);

        Assert.IsType<Removal.Removed>(removal);
        Assert.IsType<Removal.Removed>(again);
        Assert.Equal(0, await CountPublicAsync(variant));
    }

    public void Dispose()
    {
        _peer.Dispose();
        _reader.Dispose();
    }

    private static Variant Piece() =>
        new()
        {
            ChannelId = "ch_peer",
            Network = "wordpress",
            Format = Format.LongForm,
            Language = "ru",
            Parts =
            [
                new Part
                {
                    Number = 1,
                    Title = $"Мост «открыт» & снова: {Guid.NewGuid():N}",
                    Summary = "Коротко",
                    Text = "<p lang=\"ru\">Мост снова открыт &amp; безопасен.</p>",
                    Markup = Markup.Html,
                    Hashtags = ["мир"],
                    Files = [SandboxChannel.File, SandboxChannel.File],
                },
            ],
        };

    private async Task<Prepared.Ready> PrepareAsync(Variant variant) =>
        Assert.IsType<Prepared.Ready>(await _network.PrepareAsync(variant, _peer.Access(), _cancellationToken));

    private Task<Outcome> PublishAsync(Variant variant, Prepared.Ready prepared) =>
        _network.PublishAsync(variant.Parts[0], prepared, Probe.Key(TimeSpan.FromSeconds(30)), variant, _peer.Access(), _cancellationToken);

    private Task<Found> FindAsync(Variant variant, Prepared.Ready prepared) =>
        _network.FindAsync(
            new Attempt(Probe.Key(), variant, variant.Parts[0], prepared, TimeProvider.System.GetUtcNow(), null),
            _peer.Access(),
            _cancellationToken
        );

    private Task<JsonArray> ReadAsync(string query) => ListAsync($"posts?{query}");

    private async Task<JsonArray> ListAsync(string list) =>
        (JsonArray)JsonNode.Parse(await _reader.GetStringAsync($"wp-json/wp/v2/{list}", _cancellationToken))!;

    private async Task<string> DraftOfAsync(Variant variant) =>
        (await ReadAsync($"status=draft&slug={Slug.For(variant, variant.Parts[0])}"))[0]!["id"]!.ToString();

    private Task<JsonArray> MediaOfAsync(string post) => ListAsync($"media?context=edit&parent={post}");

    /// <summary>As an upload of ours of which nobody heard again.</summary>
    private async Task UploadAsync(VariantFile file, string post)
    {
        using var content = new ByteArrayContent(SandboxChannel.Picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName.For(file) };
        (await _reader.PostAsync($"wp-json/wp/v2/media?post={post}", content, _cancellationToken)).EnsureSuccessStatusCode();
    }

    private Task<JsonArray> ReadPublicAsync(Variant variant) =>
        ReadAsync($"slug={Slug.For(variant, variant.Parts[0])},{Slug.For(variant, variant.Parts[0])}-2");

    private async Task<int> CountPublicAsync(Variant variant) => (await ReadPublicAsync(variant)).Count;

    private async Task<int> CountAnyAsync(Variant variant)
    {
        var slug = Slug.For(variant, variant.Parts[0]);
        return (await ReadAsync($"status=any&slug={slug},{slug}-2")).Count;
    }
}
