using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>A fresh service, the stand-ins it publishes to, and a key that may do everything. No approvals, no rate limit per key.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("publisher-bench-");
    private SandboxServer _sandbox = null!;
    private ServiceProcess _service = null!;

    public Door Door { get; private set; } = null!;

    public static async Task<Workbench> StartAsync(string program, CancellationToken cancellationToken)
    {
        var bench = new Workbench();
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        bench._sandbox = await SandboxServer.StartAsync(cancellationToken: cancellationToken);
        bench._service = await ServiceProcess.StartAsync(
            program,
            key,
            Path.Combine(bench._logs.FullName, "service.log"),
            bench._http,
            new Dictionary<string, string> { ["Approval__Required"] = "none", ["RateLimit__PerSecond"] = "1000000" },
            cancellationToken
        );
        bench.Door = new Door(bench._http, bench._service.Address, key);
        return bench;
    }

    /// <returns>The new channel's id.</returns>
    public async Task<string> OpenChannelAsync(int number, CancellationToken cancellationToken)
    {
        var channel = await Door.PostAsync(
            "/v1/channels",
            new JsonObject
            {
                ["name"] = $"Channel {number}",
                ["network"] = "mastodon",
                ["format"] = "short_text",
                ["language"] = "en",
                ["settings"] = new JsonObject { ["baseUrl"] = new Uri(_sandbox.Address, "mastodon").ToString() },
                ["credentials"] = new JsonObject { ["accessToken"] = $"sandbox-{number}" },
            },
            cancellationToken
        );
        return channel["id"]!.GetValue<string>();
    }

    /// <summary>A piece of 300 words for the given channels.</summary>
    public static JsonObject Piece(int number, IEnumerable<string> channels) =>
        new()
        {
            ["texts"] = new JsonObject
            {
                ["en"] = new JsonObject
                {
                    ["title"] = $"Piece {number}",
                    ["body"] = string.Join(' ', Enumerable.Range(1, 300).Select(word => word % 15 == 0 ? "bridge." : "water")),
                },
            },
            ["channels"] = new JsonArray([.. channels.Select(channel => JsonValue.Create(channel))]),
        };

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _sandbox.DisposeAsync();
        _http.Dispose();
        _logs.Delete(recursive: true);
    }
}
