using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
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
    private readonly List<ServiceProcess> _services = [];
    private PostgresProcess? _postgres;
    private string _key = "";
    private string _program = "";
    private int _pieces; // no two say the same: a network that is asked for one must not find another
    private IReadOnlyDictionary<string, string> _settings = new Dictionary<string, string>();

    public Door Door { get; private set; } = null!;

    /// <summary>What the networks' stand-ins were asked to do.</summary>
    public Ledger Ledger => _sandbox.Ledger;

    /// <summary>What shall go wrong there.</summary>
    public Faults Faults => _sandbox.Faults;

    /// <param name="data">The service's data directory, which is deleted in the end; null: a fresh one.</param>
    public static Task<Workbench> StartAsync(string program, CancellationToken cancellationToken, DirectoryInfo? data = null) =>
        StartAsync(program, Machines.One, _ => Task.FromResult(data), cancellationToken);

    /// <param name="fill">Is given PostgreSQL's connection string, or null, before a service starts; may return the first one's data directory.</param>
    public static async Task<Workbench> StartAsync(
        string program,
        Machines machines,
        Func<string?, Task<DirectoryInfo?>> fill,
        CancellationToken cancellationToken
    )
    {
        var bench = new Workbench { _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) };
        try
        {
            await bench.StartPartsAsync(program, machines, fill, cancellationToken);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    private async Task StartPartsAsync(
        string program,
        Machines machines,
        Func<string?, Task<DirectoryInfo?>> fill,
        CancellationToken cancellationToken
    )
    {
        _sandbox = await SandboxServer.StartAsync(cancellationToken: cancellationToken);
        var settings = new Dictionary<string, string>
        {
            ["Approval__Required"] = "none",
            ["RateLimit__PerSecond"] = "1000000",
            ["RateLimit__CostlyPerSecond"] = "1000000",
        };
        if (machines.IsPostgres)
        {
            _postgres = await PostgresProcess.StartAsync(durable: true, cancellationToken);
            settings["Storage__Provider"] = "postgres";
            settings["Storage__ConnectionString"] = await _postgres.NewDatabaseAsync(cancellationToken);
            settings["Cluster__Enabled"] = machines.Nodes > 1 ? "true" : "false";
            settings["Media__Shared"] = "true"; // texts only
            settings["Secrets__Passphrase"] = _key;
        }

        (_program, _settings) = (program, settings);
        var data = await fill(settings.GetValueOrDefault("Storage__ConnectionString"));
        for (var node = 1; node <= machines.Nodes; node++)
        {
            var log = Path.Combine(_logs.FullName, $"service-{node}.log");
            _services.Add(await ServiceProcess.StartAsync(program, _key, log, _http, settings, cancellationToken, node == 1 ? data : null));
        }

        Door = new Door(_http, _services[0].Address, _key);
    }

    /// <returns>The new channel's id.</returns>
    public Task<string> OpenChannelAsync(int number, CancellationToken cancellationToken) =>
        OpenChannelAsync("mastodon", "short_text", number, cancellationToken);

    /// <returns>The new channel's id.</returns>
    public async Task<string> OpenChannelAsync(string network, string format, int number, CancellationToken cancellationToken)
    {
        var channel = await Door.PostAsync(
            "/v1/channels",
            new JsonObject
            {
                ["name"] = $"Channel {number}",
                ["network"] = network,
                ["format"] = format,
                ["language"] = "en",
                ["settings"] = new JsonObject { ["baseUrl"] = new Uri(_sandbox.Address, network).ToString() },
                ["credentials"] = new JsonObject { ["accessToken"] = $"sandbox-{number}" },
            },
            cancellationToken
        );
        return channel["id"]!.GetValue<string>();
    }

    /// <summary>Hands in a piece and waits for its variants.</summary>
    /// <returns>The content's id.</returns>
    public async Task<string> WriteAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var content = await Door.PostAsync("/v1/contents", Piece(++_pieces, channels), cancellationToken);
        var id = content["id"]!.GetValue<string>();
        while (true)
        {
            var now = await Door.GetAsync($"/v1/contents/{id}", cancellationToken);
            if (now["hash"] is not null)
            {
                return id;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    /// <returns>The posts' ids.</returns>
    public async Task<IReadOnlyList<string>> ScheduleAtAsync(
        string content,
        IReadOnlyList<string> channels,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var made = await Door.PostAsync(
            "/v1/posts",
            new JsonObject
            {
                ["contentId"] = content,
                ["channels"] = new JsonArray([.. channels.Select(channel => JsonValue.Create(channel))]),
                ["publishAt"] = at.ToString("O", CultureInfo.InvariantCulture),
            },
            cancellationToken
        );
        return [.. made["items"]!.AsArray().Select(post => post!["id"]!.GetValue<string>())];
    }

    /// <summary>Kills the last process as <c>kill -9</c> does; the only one is started again with its data.</summary>
    public async Task KillOneAsync(CancellationToken cancellationToken)
    {
        var killed = _services[^1];
        var data = await killed.KillAsync();
        _services.Remove(killed);
        if (_services.Count > 0)
        {
            data.Delete(recursive: true);
            return;
        }

        var log = Path.Combine(_logs.FullName, "service-again.log");
        _services.Add(await ServiceProcess.StartAsync(_program, _key, log, _http, _settings, cancellationToken, data));
        Door = new Door(_http, _services[0].Address, _key);
    }

    /// <summary>Makes the same call again and again, one after the other, after some that are not counted.</summary>
    /// <param name="body">Sent with POST; null: GET.</param>
    /// <returns>Each call from its first byte to the last of its answer, which is not parsed.</returns>
    /// <exception cref="DemoFailure">An answer is no success.</exception>
    public async Task<Latencies> TimeAsync(
        string path,
        JsonObject? body,
        (int Uncounted, int Counted) calls,
        CancellationToken cancellationToken
    )
    {
        var text = body?.ToJsonString();
        var times = new List<double>();
        for (var i = -calls.Uncounted; i < calls.Counted; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await CallAsync(path, text, cancellationToken);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return new Latencies(times);
    }

    private async Task CallAsync(string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_services[0].Address, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new DemoFailure($"{path} answered {(int)response.StatusCode}.");
        }
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
        await Task.WhenAll(_services.Select(service => service.DisposeAsync().AsTask()));
        await (_sandbox?.DisposeAsync() ?? default);
        await (_postgres?.DisposeAsync() ?? default);
        _http.Dispose();
        _logs.Delete(recursive: true);
    }
}
