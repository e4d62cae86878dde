using System.Net;
using System.Text.Json;
using Publisher.Tests.Api;
using Publisher.Tests.Channels.Imaging;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Journeys;

/// <summary>Faces that are covered, all the way to the networks.</summary>
[Trait("Requirement", "PRV-06")]
public sealed class CoveredPictureTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_picture_that_is_out_is_covered_once_it_was_taken_down(string storage)
    {
        await using var journey = await NewsroomJourney.StartAsync(storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
        var channel = await journey.AddMastodonAsync();
        var media = await CoverTrial.UploadAsync(journey.Writer);
        var content = await journey.SubmitAsync(CoverTrial.Piece(media, [channel]));
        var draft = await journey.SubmitAsync(CoverTrial.Piece(media, [channel]));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);

        var refused = await journey.Writer.Post($"/v1/media/{media}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Conflict);
        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A face can be known." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
        var made = await journey.Writer.Post($"/v1/media/{media}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);
        await journey.VariantsAsync(draft);

        Assert.Equal("in_use", refused.Text("code"));
        Assert.Equal(content, Assert.Single(refused.Items("contents")).GetString());
        Assert.Equal(posts[0].Text("id"), Assert.Single(refused.Items("posts")).GetString());
        Assert.Equal(made.Text("id"), (await journey.Writer.Get($"/v1/contents/{draft}").JsonAsync()).Items("media")[0].Text("id"));
        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(journey.App).All(file => Faces.Redness(file) < 100));
    }

    [Fact]
    [Trait("Requirement", "PRV-05")]
    public async Task What_a_piece_covers_is_covered_in_every_variant_preview_and_public_file()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        string[] channels = [await journey.AddMastodonAsync(), await AddPagesAsync(journey), await AddSlidesAsync(journey)];
        var media = await CoverTrial.UploadAsync(journey.Writer, Faces.Photo("png"));
        var other = await CoverTrial.UploadAsync(journey.Writer, Faces.Photo("png", face: [0, 90, 255]));
        var piece = CoverTrial.Piece(media, channels, [Faces.Box]);
        var content = await journey.SubmitAsync(piece);
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);

        var shown = new List<byte[]>();
        foreach (var variant in await journey.VariantsAsync(content))
        {
            shown.AddRange(await FilesAsync(journey.Editor, variant));
        }

        foreach (var channel in channels)
        {
            var preview = await journey.Writer.Post($"/v1/preview?channel={channel}", piece).JsonAsync();
            var twin = await journey
                .Writer.Post($"/v1/preview?channel={channel}", CoverTrial.Piece(other, channels, [Faces.Box]))
                .JsonAsync();
            shown.AddRange(Inline(preview));
            Assert.Equal(Inline(twin), Inline(preview)); // another face under the cover changes not one byte
        }

        Assert.InRange(shown.Count, 6, 100);
        Assert.All(shown, file => Assert.InRange(Faces.Redness(file), -100, 100));
        Assert.All(shown.Where(IsWholePhoto), file => Assert.InRange(Faces.Unevenness(file), 0, 16));
        Assert.Contains(shown, IsWholePhoto);
        var uncovered = (await journey.Writer.Get($"/v1/media/{media}").JsonAsync()).Text("sha256");
        Assert.DoesNotContain(journey.Sandbox.Ledger.Entries(null).SelectMany(entry => entry.Media), sent => sent.Sha256 == uncovered);
    }

    [Fact]
    [Trait("Requirement", "PRV-05")]
    public async Task What_a_piece_covers_is_covered_in_a_film_and_its_thumbnail()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await AddSlidesAsync(journey, "vertical_video");
        var films = new List<List<byte[]>>();
        foreach (var face in new double[][] { [255, 0, 0], [0, 90, 255] })
        {
            var media = await CoverTrial.UploadAsync(journey.Writer, Faces.Photo("png", face));
            var piece = CoverTrial.Piece(media, [channel], [Faces.Box]);
            films.Add([.. Inline(await journey.Writer.Post($"/v1/preview?channel={channel}", piece).JsonAsync(), "video", "image")]);
        }

        Assert.Equal(2, films[0].Count); // the film, and the picture that stands for it
        Assert.Equal(films[0], films[1]); // another face under the cover changes not one byte
    }

    private static bool IsWholePhoto(byte[] file)
    {
        using var image = NetVips.Image.NewFromBuffer(file);
        return image.Width * Faces.Height == image.Height * Faces.Width;
    }

    private static async Task<List<byte[]>> FilesAsync(HttpClient client, JsonElement variant)
    {
        var files = new List<byte[]>();
        foreach (var url in Urls(variant))
        {
            files.Add(await CoverTrial.BytesAsync(client, url));
        }

        return files;
    }

    private static IEnumerable<byte[]> Inline(JsonElement variant, params string[] kinds) =>
        Urls(variant, kinds).Select(url => Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]));

    private static IEnumerable<string> Urls(JsonElement variant, params string[] kinds) =>
        variant
            .Items("parts")
            .Where(part => (kinds is [] ? ["image"] : kinds).Contains(part.Text("kind")))
            .Select(part => part.Text("url"));

    private static Task<string> AddSlidesAsync(NewsroomJourney journey, string format = "vertical_images") =>
        journey.AddChannelAsync(
            "tiktok",
            format,
            "en",
            new
            {
                postMode = "direct",
                privacyLevel = "SELF_ONLY",
                baseUrl = journey.BaseUrl("tiktok"),
            },
            new { accessToken = "sandbox-tiktok" }
        );

    private static Task<string> AddPagesAsync(NewsroomJourney journey) =>
        journey.AddChannelAsync(
            "telegram",
            "long_form",
            "en",
            new
            {
                chatId = "@bridge_example",
                baseUrl = journey.BaseUrl("telegram"),
                telegraphBaseUrl = journey.BaseUrl("telegraph"),
                longText = "telegraph",
                images = "own_host",
            },
            new { botToken = "sandbox-bot", telegraphToken = "sandbox-pages" }
        );
}
