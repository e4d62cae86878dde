using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NetVips;
using Publisher.Sandbox;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>The service and the networks' stand-ins, two people, and a clock that is moved by hand.</summary>
internal sealed class NewsroomJourney : IAsyncDisposable
{
    private NewsroomJourney(
        PublisherApp app,
        SandboxServer sandbox,
        FakeTimeProvider time,
        TimeProvider clock,
        HttpClient writer,
        HttpClient editor
    ) => (App, Sandbox, Time, Clock, Writer, Editor) = (app, sandbox, time, clock, writer, editor);

    public PublisherApp App { get; }
    public SandboxServer Sandbox { get; }
    public FakeTimeProvider Time { get; }

    /// <summary>The service's: <see cref="Time"/>, unless it was given another.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Writes and schedules.</summary>
    public HttpClient Writer { get; }

    /// <summary>Reads and approves.</summary>
    public HttpClient Editor { get; }

    public static async Task<NewsroomJourney> StartAsync(
        string? postgres = null,
        TimeProvider? clock = null,
        string? directory = null,
        params (string Name, string Value)[] settings
    )
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        var sandbox = await SandboxServer.StartAsync(time: time, cancellationToken: TestContext.Current.CancellationToken);
        var port = FreePort();
        (string, string)[] all = [("Public:BaseUrl", $"http://127.0.0.1:{port}/"), .. settings]; // TikTok fetches pictures there
        var app = new PublisherApp(clock ?? time, postgres, directory, settings: all);
        app.UseKestrel(port);
        app.StartServer();
        return new(app, sandbox, time, clock ?? time, await app.ClientForAsync("writer"), await app.ClientForAsync("editor"));
    }

    public async Task<string> AddChannelAsync(string network, string format, string language, object settings, object credentials)
    {
        var channel = new
        {
            name = $"{network} {language}",
            network,
            format,
            language,
            audience = new { ageBand = "50+", region = "AM" },
            settings,
            credentials,
        };
        return (await Writer.Post("/v1/channels", channel).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    public string BaseUrl(string network) => new Uri(Sandbox.Address, network).ToString().TrimEnd('/');

    public Task<string> AddMastodonAsync(string language = "en") =>
        AddChannelAsync(
            "mastodon",
            "short_text",
            language,
            new { baseUrl = BaseUrl("mastodon") },
            new { accessToken = $"sandbox-{language}" }
        );

    /// <summary>Uploads a drawn photograph.</summary>
    public async Task<string> UploadAsync()
    {
        var picture = Image.Black(1200, 900, bands: 3).Linear([1, 1, 1], [40, 90, 140]).Cast(Enums.BandFormat.Uchar);
        using var file = new ByteArrayContent(picture.JpegsaveBuffer(q: 85))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") },
        };
        using var form = new MultipartFormDataContent { { file, "file", "holiday.jpg" } };
        return (await Writer.Post("/v1/media", form).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    public async Task<string> SubmitAsync(object content) =>
        (await Writer.Post("/v1/contents", content).JsonAsync(HttpStatusCode.Created)).Text("id");

    /// <summary>Waits for the variants, hands the content in, and has the editor approve what they see.</summary>
    public async Task ApproveAsync(string content)
    {
        await VariantsAsync(content);
        await Writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        var hash = (await Editor.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");
        await Editor.Post($"/v1/contents/{content}/approve", new { hash, @checked = new[] { "faces", "background" } }).JsonAsync();
    }

    public async Task<IReadOnlyList<JsonElement>> VariantsAsync(string content)
    {
        await UntilAsync(async () =>
            (await Writer.Get($"/v1/contents/{content}/variants").JsonAsync()).Items().All(variant => variant.Text("state") != "rendering")
        );
        return (await Writer.Get($"/v1/contents/{content}/variants").JsonAsync()).Items();
    }

    public async Task<IReadOnlyList<JsonElement>> ScheduleAsync(string content, IReadOnlyList<string> channels, TimeSpan after) =>
        (
            await Writer
                .Post(
                    "/v1/posts",
                    new
                    {
                        contentId = content,
                        channels,
                        publishAt = Clock.GetUtcNow() + after,
                        timezone = "UTC",
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Items();

    /// <summary>Waits until every post is in this state, moving the clock a little while waiting.</summary>
    public Task UntilPostsAreAsync(string state, IEnumerable<JsonElement> posts) =>
        UntilAsync(
            async () =>
            {
                foreach (var post in posts)
                {
                    if ((await Writer.Get($"/v1/posts/{post.Text("id")}").JsonAsync()).Text("state") != state)
                    {
                        return false;
                    }
                }

                return true;
            },
            moveClock: true
        );

    /// <summary>Waits until every channel has an answer.</summary>
    public Task UntilTakenDownAsync(string takedown) =>
        UntilAsync(
            async () =>
                (await Writer.Get($"/v1/takedowns/{takedown}").JsonAsync())
                    .Items("results")
                    .All(result => result.Text("result") != "pending"),
            moveClock: true
        );

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, bool moveClock = false)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < (moveClock ? 600 : 2400), "It did not happen."); // films are made at low priority
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            if (moveClock)
            {
                Time.Advance(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    public IReadOnlyList<LedgerEntry> Visible => [.. Sandbox.Ledger.Entries(null).Where(entry => entry.Visible)];

    public async ValueTask DisposeAsync()
    {
        Writer.Dispose();
        Editor.Dispose();
        await App.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
