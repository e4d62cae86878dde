using System.Net;
using System.Text;
using Publisher.Posts.Media;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

public sealed class PurgeTests : IDisposable
{
    private const string Canary = "kanarischerVogel";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("publisher-purge-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Requirement", "PRV-15")]
    public async Task A_piece_that_was_out_and_is_deleted_leaves_no_byte_on_the_disk()
    {
        byte[] picture;
        await using (var journey = await NewsroomJourney.StartAsync(directory: _directory.FullName))
        {
            string[] channels =
            [
                await Publishing.AddTelegramAsync(journey),
                await AddTikTokAsync(journey, "vertical_images"),
                await AddTikTokAsync(journey, "vertical_video"),
            ];
            var media = await journey.UploadAsync();
            using var file = await journey.Writer.Get($"/v1/media/{media}/file");
            picture = (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[100..400];
            var content = await journey.SubmitAsync(Piece(media, channels));
            await journey.ApproveAsync(content);
            await PublishAndTakeDownAsync(journey, content, channels[0]);
            Assert.NotEmpty(Found(Canary)); // else the search below would prove nothing
            Assert.NotEmpty(ByteSearch.Find(_directory.FullName, picture));
            Assert.True(Files().Count > 4);

            await journey.Writer.Delete($"/v1/contents/{content}").JsonAsync(HttpStatusCode.NoContent);
            await journey.Writer.Delete($"/v1/media/{media}").JsonAsync(HttpStatusCode.NoContent);
            journey.Time.Advance(PurgeLoop.Rest);
            await journey.UntilAsync(() => Task.FromResult(Found(Canary).Count == 0 && Files().Count == 0), moveClock: true);

            Assert.Empty(ByteSearch.Find(_directory.FullName, picture));
        }

        Assert.Empty(Found(Canary));
        Assert.Empty(ByteSearch.Find(_directory.FullName, picture));
    }

    [Fact]
    [Trait("Requirement", "PRV-15")]
    public async Task Pictures_of_a_text_that_was_replaced_are_destroyed_within_a_day_and_those_that_are_needed_stay()
    {
        await using var journey = await NewsroomJourney.StartAsync(directory: _directory.FullName);
        var channel = await AddTikTokAsync(journey, "vertical_images");
        var content = await journey.SubmitAsync(Piece(null, [channel]));
        await journey.VariantsAsync(content);
        var old = Files();

        var edited = Message(content, Piece(null, [channel], "It is closed for repairs."));
        await journey.Writer.SendAsync(edited, TestContext.Current.CancellationToken);
        await journey.VariantsAsync(content);
        var both = Files();
        journey.Time.Advance(TimeSpan.FromHours(25));
        await journey.UntilAsync(() => Task.FromResult(Files().Count < both.Count), moveClock: true);
        var variant = Assert.Single(await journey.VariantsAsync(content));

        Assert.True(both.Count > old.Count);
        foreach (var part in variant.Items("parts").Where(part => part.Text("kind") == "image"))
        {
            using var shown = await journey.Writer.Get(part.Text("url"));
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }
    }

    private static HttpRequestMessage Message(string content, object body) =>
        new(HttpMethod.Put, new Uri($"/v1/contents/{content}", UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(body),
            Headers = { { "If-Match", "*" } },
        };

    private static Task<string> AddTikTokAsync(NewsroomJourney journey, string format) =>
        journey.AddChannelAsync(
            "tiktok",
            format,
            "en",
            new
            {
                postMode = "direct",
                privacyLevel = "PUBLIC_TO_EVERYONE",
                baseUrl = journey.BaseUrl("tiktok"),
            },
            new { accessToken = "sandbox-tiktok" }
        );

    private static async Task PublishAndTakeDownAsync(NewsroomJourney journey, string content, string channel)
    {
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);
        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = $"The {Canary} is in danger." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
    }

    private static object Piece(string? media, string[] channels, string body = $"The {Canary} sings on the bridge again.") =>
        new
        {
            texts = new { en = new { title = "The bridge", body } },
            media = media is null ? [] : new object[] { new { id = media, alt = new { en = $"A {Canary}" } } },
            channels,
        };

    private IReadOnlyList<string> Found(string text) => ByteSearch.Find(_directory.FullName, Encoding.UTF8.GetBytes(text));

    private List<string> Files()
    {
        var media = Path.Combine(_directory.FullName, "media");
        return Directory.Exists(media) ? [.. Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories)] : [];
    }
}
