using System.Net;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

/// <summary>What stands in the way of covering a picture for good, and what must not be lost with it.</summary>
[Trait("Requirement", "PRV-06")]
public sealed class CoverInUseTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_channels_logo_is_named_and_nothing_is_changed()
    {
        using var client = await _app.ClientForAsync("editor");
        var logo = await CoverTrial.UploadAsync(client);
        var channel = new
        {
            name = "Slides",
            network = "tiktok",
            format = "vertical_images",
            language = "en",
            audience = new { ageBand = "16-24", region = "AM" },
            settings = new { privacyLevel = "SELF_ONLY", logo },
            credentials = new { accessToken = "sandbox-token" },
        };
        var id = (await client.Post("/v1/channels", channel).JsonAsync(HttpStatusCode.Created)).Text("id");

        var problem = await client.Post($"/v1/media/{logo}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal(("in_use", id), (problem.Text("code"), Assert.Single(problem.Items("channels")).GetString()));
        await CoverTrial.BytesAsync(client, $"/v1/media/{logo}/file");
        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(_app).Count == 1); // the covered copy is not left behind
    }

    [Fact]
    public async Task The_same_pixels_under_another_medium_stay()
    {
        using var client = await _app.ClientForAsync("editor");
        var (first, second) = (await CoverTrial.UploadAsync(client), await CoverTrial.UploadAsync(client));

        await client.Post($"/v1/media/{first}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);
        await CoverTrial.UntilAsync(() => Waiting() == 0);

        Assert.True(Faces.Redness(await CoverTrial.BytesAsync(client, $"/v1/media/{second}/file")) > 200);
    }

    [Fact]
    public async Task Another_picture_of_the_same_piece_stays()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);
        var (face, bridge) = (await CoverTrial.UploadAsync(client), await CoverTrial.UploadAsync(client, Pictures.Jpeg()));
        var piece = new
        {
            texts = new { en = new { body = "The bridge is open." } },
            media = new[] { new { id = face }, new { id = bridge } },
            channels = new[] { channel },
        };
        var content = await CoverTrial.SubmitAsync(client, piece);

        await client.Post($"/v1/media/{face}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);
        var variant = Assert.Single(await CoverTrial.VariantsAsync(client, content));
        await CoverTrial.UntilAsync(() => Waiting() == 0);

        foreach (var number in new[] { 1, 2 })
        {
            var file = await CoverTrial.BytesAsync(client, $"/v1/variants/{variant.Text("id")}/files/{number}");
            Assert.True(Faces.Redness(file) < 200 || number == 2);
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_limited_key_finds_no_picture_of_other_channels_and_destroys_none_that_they_show()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var theirs = await Pieces.NewChannelAsync(all, name: "Theirs");
        var (hidden, shared) = (await CoverTrial.UploadAsync(all), await CoverTrial.UploadAsync(all));
        await CoverTrial.SubmitAsync(all, CoverTrial.Piece(hidden, [theirs]));
        await CoverTrial.SubmitAsync(all, CoverTrial.Piece(shared, [mine, theirs]));
        using var limited = await _app.LimitedClientAsync("translator", [mine]);

        var there = await limited.Post($"/v1/media/{hidden}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.NotFound);
        var nowhere = await limited.Post("/v1/media/m_none/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.NotFound);
        var beyond = await limited.Post($"/v1/media/{shared}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Forbidden);
        await limited
            .Post($"/v1/media/{shared}/cover", new { boxes = new[] { Faces.Box }, final = false })
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal(nowhere.Text("detail"), there.Text("detail"));
        Assert.DoesNotContain(theirs, beyond.ToString(), StringComparison.Ordinal);
        await all.Get($"/v1/media/{shared}").JsonAsync();
    }

    [Fact]
    public async Task A_film_cannot_be_covered()
    {
        using var client = await _app.ClientForAsync("editor");
        await _app.Store.WriteAsync(scope => Task.FromResult(scope.Db.Media.Add(Film())), TestContext.Current.CancellationToken);

        var problem = await client.Post("/v1/media/m_film/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("not_a_picture", Assert.Single(problem.Items("errors")).Text("code"));
    }

    private int Waiting()
    {
        using var db = _app.Store.Read();
        return db.DoomedFiles.Count();
    }

    private static StoredMedia Film() =>
        new()
        {
            Id = "m_film",
            Kind = MediaKind.Video,
            MediaType = "video/mp4",
            Width = 320,
            Height = 240,
            Bytes = 3,
            Sha256 = new string('a', 64),
            Removed = [],
            Rotated = false,
            CreatedBy = "editor",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
}
