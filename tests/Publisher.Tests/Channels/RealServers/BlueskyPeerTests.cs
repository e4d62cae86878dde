using System.Text.Json.Nodes;
using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.RealServers;

/// <summary>The Bluesky client against the PDS itself.</summary>
public sealed class BlueskyPeerTests : IDisposable
{
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private readonly Peer _peer;
    private readonly BlueskyNetwork _network;
    private readonly HttpClient _reader = new();

    public BlueskyPeerTests()
    {
        var facts = new Peer("pds").Facts;
        _peer = new Peer("pds")
        {
            Credentials = new Dictionary<string, string>
            {
                ["identifier"] = (string)facts["handle"]!,
                ["password"] = (string)facts["appPassword"]!,
            },
        };
        _network = new BlueskyNetwork(_peer.Clients);
        _reader.BaseAddress = new Uri((string)facts["url"]!);
    }

    [Fact]
    public async Task The_check_knows_the_account()
    {
        var check = await _network.CheckAsync(_peer.Access(), _cancellationToken);

        Assert.True(check is { Ok: true, Account: "alice.test" }, $"{check} {string.Join("; ", check.Problems)}");
    }

    [Fact]
    public async Task A_wrong_password_is_token_trouble()
    {
        var stranger = new Peer("pds")
        {
            Credentials = new Dictionary<string, string> { ["identifier"] = "alice.test", ["password"] = "not this one" },
        };

        var prepared = await _network.PrepareAsync(Piece(), stranger.Access(), _cancellationToken);

        Assert.True(Assert.IsType<Outcome.Refused>(Assert.IsType<Prepared.Failed>(prepared).Why).IsTokenTrouble);
    }

    [Fact]
    public async Task A_post_goes_out_whole_and_is_taken_down()
    {
        var (variant, key) = (Piece(), Key());

        var outcome = Assert.IsType<Outcome.Published>(await PublishAsync(variant, await PrepareAsync(variant), key));

        var record = (await RecordAsync(outcome.Id))!["value"]!;
        Assert.Equal(variant.Parts[0].Text, (string)record["text"]!);
        Assert.Equal("ru", (string)record["langs"]![0]!);
        Assert.Equal(2, ((JsonArray)record["facets"]!).Count);
        Assert.Equal("A bridge", (string)record["embed"]!["images"]![0]!["alt"]!);
        Assert.Equal("graphic-media", (string)record["labels"]!["values"]![0]!["val"]!);

        var removal = await _network.RemoveAsync(outcome.Id, _peer.Access(), _cancellationToken);
        var again = await _network.RemoveAsync(outcome.Id, _peer.Access(), _cancellationToken);

        Assert.IsType<Removal.Requested>(removal);
        Assert.IsType<Removal.Requested>(again);
        Assert.Null(await RecordAsync(outcome.Id));
    }

    [Fact]
    public async Task A_second_put_of_the_same_attempt_changes_nothing()
    {
        var (variant, key) = (Piece(), Key());
        var prepared = await PrepareAsync(variant);

        var first = (Outcome.Published)await PublishAsync(variant, prepared, key);
        var cid = (string)(await RecordAsync(first.Id))!["cid"]!;
        var second = (Outcome.Published)await PublishAsync(variant, prepared, key);

        Assert.Equal(first, second);
        Assert.Equal(cid, (string)(await RecordAsync(second.Id))!["cid"]!);
    }

    [Fact]
    public async Task A_put_whose_answer_is_lost_is_uncertain_and_then_found()
    {
        var (variant, key) = (Piece(), Key());
        var prepared = await PrepareAsync(variant);
        _peer.LoseAnswers(1);

        var outcome = await PublishAsync(variant, prepared, key);
        var found = await FindAsync(variant, prepared, key);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.NotNull(await RecordAsync(Assert.IsType<Found.Landed>(found).Id));
    }

    [Fact]
    public async Task A_put_that_never_arrived_is_uncertain_then_missing_and_may_be_sent_again()
    {
        var (variant, key) = (Piece(), Key());
        var prepared = await PrepareAsync(variant);
        _peer.Answer(502);

        var outcome = await PublishAsync(variant, prepared, key);
        var found = await FindAsync(variant, prepared, key);
        var second = await PublishAsync(variant, prepared, key);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.IsType<Found.Missing>(found);
        Assert.IsType<Outcome.Published>(second);
    }

    [Fact]
    public async Task A_session_is_renewed_by_its_refresh_token()
    {
        await PrepareAsync(Piece());
        var before = _peer.Access().Credentials["accessJwt"];
        var broken = new Dictionary<string, string>(_peer.Access().Credentials) { ["accessJwt"] = Expired(before) };
        await _peer.Access().SaveCredentialsAsync(broken, _cancellationToken);

        var prepared = await new BlueskyNetwork(_peer.Clients).PrepareAsync(Piece(), _peer.Access(), _cancellationToken);

        Assert.IsType<Prepared.Ready>(prepared);
        Assert.NotEqual(Expired(before), _peer.Access().Credentials["accessJwt"]);
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
            Network = "bluesky",
            Format = Format.ShortText,
            Language = "ru",
            Parts =
            [
                new Part
                {
                    Number = 1,
                    Text = $"🕊️ Мост открыт https://example.org/{Guid.NewGuid():N} #мир",
                    Files = [SandboxChannel.File],
                    Graphic = true,
                },
            ],
        };

    private static AttemptKey Key() =>
        Probe.Key(TimeSpan.FromSeconds(30)) with
        {
            Value = $"{Guid.NewGuid():N}",
            FirstUsedAt = TimeProvider.System.GetUtcNow(),
        };

    /// <summary>A token whose own word is that it ended in 1970.</summary>
    private static string Expired(string token) => $"{token.Split('.')[0]}.eyJleHAiOjF9.{token.Split('.')[2]}";

    private async Task<Prepared.Ready> PrepareAsync(Variant variant) =>
        Assert.IsType<Prepared.Ready>(await _network.PrepareAsync(variant, _peer.Access(), _cancellationToken));

    private Task<Outcome> PublishAsync(Variant variant, Prepared.Ready prepared, AttemptKey key) =>
        _network.PublishAsync(variant.Parts[0], prepared, key, variant, _peer.Access(), _cancellationToken);

    private Task<Found> FindAsync(Variant variant, Prepared.Ready prepared, AttemptKey key) =>
        _network.FindAsync(
            new Attempt(key, variant, variant.Parts[0], prepared, key.FirstUsedAt, null),
            _peer.Access(),
            _cancellationToken
        );

    private async Task<JsonNode?> RecordAsync(RemoteId id)
    {
        var parts = id.Value.Split('/');
        var query = $"xrpc/com.atproto.repo.getRecord?repo={parts[2]}&collection={parts[3]}&rkey={parts[4]}";
        var response = await _reader.GetAsync(query, _cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(_cancellationToken)) : null;
    }
}
