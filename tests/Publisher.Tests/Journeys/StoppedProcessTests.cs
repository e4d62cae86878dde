using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Publisher.Sandbox;
using Publisher.Tests.Api;
using Publisher.Tests.Api.Hosting;

namespace Publisher.Tests.Journeys;

/// <summary>The service as people start it, asked to end while networks hang.</summary>
public sealed class StoppedProcessTests : IDisposable
{
    /// <summary>Whose attempts the process left behind, and what it wrote of their end.</summary>
    private const string AttemptsLeft = "SELECT post_id, outcome FROM attempts JOIN posts ON id = post_id ORDER BY network";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("publisher-stop-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Requirement", "REL-19")]
    public async Task A_stop_while_networks_hang_ends_in_time_and_the_next_start_asks_before_it_sends()
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        sandbox.Faults.Add(new Fault("telegram", NetworkAction.Publish, FaultKind.Hang));
        sandbox.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Hang));
        Posts posts;
        using (var service = Start())
        {
            await service.ReadyAsync();
            posts = await SendAsync(service, sandbox);
            await UntilAsync(() => Task.FromResult(sandbox.Faults.Pending.Count == 0));
            await posts.PlanAsync(TimeSpan.FromSeconds(5)); // due while the process waits for the calls that hang
            await UntilAsync(() =>
                Task.FromResult(Read("SELECT id, prepared_for FROM posts WHERE network = 'bluesky'") is [(_, not null)])
            );

            var begun = TimeProvider.System.GetTimestamp();
            Assert.Equal(0, await service.StopAsync());

            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(28));
            Assert.Empty(sandbox.Ledger.Entries(null));
            Assert.Equal([(posts.Mastodon, null), (posts.Telegram, null)], Read(AttemptsLeft));
        }

        using var next = Start();
        await next.ReadyAsync();
        using var reader = Client(next, PublisherApp.AdminKey);
        await UntilAsync(async () =>
            (await StateAsync(reader, posts.Bluesky), await StateAsync(reader, posts.Telegram), await StateAsync(reader, posts.Mastodon))
                is ("published", "needs_attention", "uncertain")
        );

        Assert.Equal("bluesky", Assert.Single(sandbox.Ledger.Entries(null), entry => entry.Visible).Network);
        foreach (var hung in new[] { posts.Telegram, posts.Mastodon })
        {
            var attempt = Assert.Single((await reader.Get($"/v1/posts/{hung}").JsonAsync()).Items("attempts"));
            Assert.Equal("uncertain", attempt.Text("outcome"));
        }
    }

    private ServiceProcess Start() => new(_directory.FullName, PublisherApp.AdminKey, "--Egress:AllowHosts:0", "127.0.0.1");

    /// <summary>Sends a piece to the networks that hang; its post on the third is still to be planned.</summary>
    private static async Task<Posts> SendAsync(ServiceProcess service, SandboxServer sandbox)
    {
        using var admin = Client(service, PublisherApp.AdminKey);
        var writer = await ClientForAsync(service, admin, "writer", "read", "draft", "publish", "channels");
        using var editor = await ClientForAsync(service, admin, "editor", "read", "approve");
        string BaseUrl(string network) => new Uri(sandbox.Address, network).ToString();
        string[] channels =
        [
            await AddAsync(
                writer,
                "telegram",
                new { chatId = "@bridge_example", baseUrl = BaseUrl("telegram") },
                new { botToken = "sandbox-1" }
            ),
            await AddAsync(writer, "mastodon", new { baseUrl = BaseUrl("mastodon") }, new { accessToken = "sandbox-1" }),
            await AddAsync(
                writer,
                "bluesky",
                new { baseUrl = BaseUrl("bluesky") },
                new { identifier = "bridge.example", password = "sandbox-app-password" }
            ),
        ];
        var content = (await writer.Post("/v1/contents", Pieces.Content(channels)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await writer.Get($"/v1/contents/{content}/variants?wait=10").JsonAsync();
        await writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        var hash = (await editor.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");
        await editor.Post($"/v1/contents/{content}/approve", new { hash }).JsonAsync();
        var order = new
        {
            contentId = content,
            channels = channels[..2],
            now = true,
        };
        var sent = (await writer.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items();
        return new Posts(writer, content, channels[2], Of(sent, "telegram"), Of(sent, "mastodon"));
    }

    private static string Of(IReadOnlyList<JsonElement> posts, string network) =>
        posts.Single(post => post.Text("network") == network).Text("id");

    private static async Task<string> AddAsync(HttpClient client, string network, object settings, object credentials)
    {
        var channel = new
        {
            name = network,
            network,
            format = "short_text",
            language = "en",
            audience = new { ageBand = "16-24", region = "AM" },
            settings,
            credentials,
        };
        return (await client.Post("/v1/channels", channel).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static async Task<HttpClient> ClientForAsync(ServiceProcess service, HttpClient admin, string person, params string[] scopes)
    {
        var wish = new { person, scopes };
        return Client(service, (await admin.Post("/v1/api-keys", wish).JsonAsync(HttpStatusCode.Created)).Text("key"));
    }

    private static HttpClient Client(ServiceProcess service, string key) =>
        new()
        {
            BaseAddress = new Uri(service.Address),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };

    private static async Task<string> StateAsync(HttpClient client, string post) =>
        (await client.Get($"/v1/posts/{post}").JsonAsync()).Text("state");

    private List<(string Id, string? Value)> Read(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.FullName, "publisher.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(query, connection);
        using var rows = command.ExecuteReader();
        var read = new List<(string, string?)>();
        while (rows.Read())
        {
            read.Add((rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)));
        }

        return read;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 300, "It did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private sealed record Posts(HttpClient Writer, string Content, string LastChannel, string Telegram, string Mastodon)
    {
        public string Bluesky { get; private set; } = "";

        public async Task PlanAsync(TimeSpan ahead)
        {
            var order = new
            {
                contentId = Content,
                channels = new[] { LastChannel },
                publishAt = TimeProvider.System.GetUtcNow() + ahead,
            };
            Bluesky = (await Writer.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id");
        }
    }
}
