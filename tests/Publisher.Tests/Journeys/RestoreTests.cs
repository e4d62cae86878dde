using System.Net;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

[Trait("Requirement", "REL-18")]
[Trait("Crash point", "33")]
public sealed class RestoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("publisher-restore-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Backup, then everything goes out, then the machine is lost and the copy of an hour before is started in its place.</summary>
    [Fact]
    public async Task A_copy_of_an_hour_ago_asks_the_networks_and_sends_nothing_twice()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        string[] channels = await AddChannelsAsync(journey);
        var content = await journey.SubmitAsync(Piece(await journey.UploadAsync(), channels));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        await Backup.WriteAsync(new(journey.App.Directory), File("copy"), journey.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);
        var visible = journey.Visible.Select(entry => (entry.Network, entry.RemoteId)).Order().ToList();
        journey.Time.Advance(TimeSpan.FromMinutes(50));
        await journey.App.DisposeAsync();

        await Restore.ReadAsync(File("copy"), new(File("data")), TestContext.Current.CancellationToken);
        await using var copy = new PublisherApp(journey.Time, directory: File("data"));
        using var lead = await copy.ClientForAsync("lead");
        using var editor = await copy.ClientForAsync("second");
        await journey.UntilAsync(
            () => Task.FromResult(posts.All(post => State(lead, post) is "published" or "needs_attention")),
            moveClock: true
        );
        Assert.Equal(
            ["bluesky published", "mastodon published", "telegram needs_attention", "wordpress published"],
            posts.Select(post => $"{post.Text("network")} {State(lead, post)}").Order()
        );

        await EndPauseAsync(lead, editor);
        for (var minute = 0; minute < 5; minute++)
        {
            journey.Time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(visible, journey.Visible.Select(entry => (entry.Network, entry.RemoteId)).Order());
    }

    [Fact]
    public async Task What_had_not_gone_out_goes_out_after_the_pause()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        string[] channels = [await journey.AddMastodonAsync()];
        var content = await journey.SubmitAsync(Piece(await journey.UploadAsync(), channels));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        await Backup.WriteAsync(new(journey.App.Directory), File("copy"), journey.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await journey.App.DisposeAsync(); // lost before the post was due
        journey.Time.Advance(TimeSpan.FromHours(1));

        await Restore.ReadAsync(File("copy"), new(File("data")), TestContext.Current.CancellationToken);
        await using var copy = new PublisherApp(journey.Time, directory: File("data"));
        using var lead = await copy.ClientForAsync("lead");
        using var editor = await copy.ClientForAsync("second");
        await journey.UntilAsync(() => Task.FromResult(State(lead, posts[0]) == "scheduled"), moveClock: true);
        Assert.Empty(journey.Visible);
        await EndPauseAsync(lead, editor);
        await journey.UntilAsync(() => Task.FromResult(State(lead, posts[0]) == "published"), moveClock: true);

        Assert.Single(journey.Visible);
    }

    private string File(string name) => Path.Combine(_folder, name);

    private static string State(HttpClient client, System.Text.Json.JsonElement post) =>
        client.Get($"/v1/posts/{post.Text("id")}").JsonAsync().GetAwaiter().GetResult().Text("state");

    private static async Task EndPauseAsync(HttpClient lead, HttpClient editor)
    {
        var pause = Assert.Single((await lead.Get("/v1/pauses").JsonAsync()).Items());
        Assert.Contains("put back to their state", pause.Text("reason"), StringComparison.Ordinal);
        var asked = await lead.Delete($"/v1/pauses/{pause.Text("id")}").JsonAsync(HttpStatusCode.Accepted);
        await editor.Post($"/v1/second-approvals/{asked.Text("approvalId")}").JsonAsync();
    }

    private static async Task<string[]> AddChannelsAsync(NewsroomJourney journey) =>
        [
            await journey.AddMastodonAsync("en"),
            await journey.AddChannelAsync(
                "bluesky",
                "short_text",
                "en",
                new { baseUrl = journey.BaseUrl("bluesky") },
                new { identifier = "bridge.example", password = "sandbox-app-password" }
            ),
            await journey.AddChannelAsync(
                "wordpress",
                "long_form",
                "en",
                new { baseUrl = journey.BaseUrl("wordpress") },
                new { username = "newsroom", applicationPassword = "sandbox abcd" }
            ),
            await journey.AddChannelAsync(
                "telegram",
                "short_text",
                "en",
                new { chatId = "@bridge_example", baseUrl = journey.BaseUrl("telegram") },
                new { botToken = "sandbox-bot" }
            ),
        ];

    private static object Piece(string media, string[] channels) =>
        new
        {
            texts = new { en = new { title = "The bridge is open", body = "The old bridge over the river is open again." } },
            media = new[] { new { id = media, alt = new { en = "A bridge" } } },
            channels,
        };
}
