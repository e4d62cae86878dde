using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>What one situation plays on: a service, the networks' stand-ins and a client, with nothing shared.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CrashOptions _options;
    private readonly Tally _tally;
    private readonly string _name;
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string> _settings;
    private readonly List<Piece> _pieces = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly List<Node> _nodes = [];
    private readonly int _number;
    private int _written;
    private SandboxServer _sandbox = null!;

    private Stage(CrashOptions options, Tally tally, string name)
    {
        (_options, _tally, _name, _number) = (options, tally, name, tally.NextStageNumber());
        _folder = Directory.CreateTempSubdirectory("publisher-crash-stage-");
        Time = new HastyTime(TimeProvider.System.GetUtcNow(), options.Haste);
        _settings = Trial.Settings(Time);
        Node = NewNode("data");
        Newsroom = new Newsroom([Node], _settings["PUBLISHER_BOOTSTRAP_KEY"], Time);
    }

    /// <summary>The networks' clock and the client's.</summary>
    public HastyTime Time { get; }

    public Node Node { get; private set; }

    public Newsroom Newsroom { get; private set; }

    public static async Task<Stage> OpenAsync(CrashOptions options, Tally tally, string name)
    {
        var stage = new Stage(options, tally, name);
        stage._sandbox = await SandboxServer.StartAsync(time: stage.Time);
        return stage;
    }

    /// <summary>For the lives of the service that begin from now on; null takes it away.</summary>
    public void Set(string name, string? value)
    {
        _settings.Remove(name);
        if (value is not null)
        {
            _settings[name] = value;
        }
    }

    /// <summary>A path beside the service's data.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>How long so much of the service's time is in the world.</summary>
    public TimeSpan InWorld(TimeSpan span) => span / _options.Haste;

    public async Task StartAsync(Plan plan)
    {
        Node.Start(plan);
        await Node.ReadyAsync(CancellationToken.None);
    }

    public async Task RestartAsync(Plan plan)
    {
        await Node.KillAsync();
        await StartAsync(plan);
    }

    /// <summary>The service goes on with data that lie elsewhere, at another address.</summary>
    public void MoveTo(string data)
    {
        Newsroom.Dispose();
        Node = NewNode(data);
        Newsroom = new Newsroom([Node], _settings["PUBLISHER_BOOTSTRAP_KEY"], Time);
    }

    /// <summary>Another process with the same data.</summary>
    public Node Second() => NewNode("data");

    public JsonObject ChannelBody(string network) =>
        Outlets
            .All(_sandbox.Address)
            .Append(Outlets.TikTok(_sandbox.Address))
            .First(channel => channel["network"]!.GetValue<string>() == network);

    public async Task<Outlet> AddChannelAsync(string network)
    {
        var made = await Newsroom.DoAsync(HttpMethod.Post, "/v1/channels", ChannelBody(network));
        return new Outlet(made["id"]!.GetValue<string>(), network);
    }

    /// <summary>Somebody else of the newsroom, with a key of their own.</summary>
    public async Task<Newsroom> PersonAsync(string person, params IEnumerable<string> scopes)
    {
        var body = new JsonObject { ["person"] = person, ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) };
        var made = await Newsroom.DoAsync(HttpMethod.Post, "/v1/api-keys", body);
        _keys[person] = made["key"]!.GetValue<string>();
        return Newsroom.As(_keys[person]);
    }

    public string KeyOf(string person) => _keys[person];

    /// <summary>The channel's network takes the next piece, and its answer is lost.</summary>
    public void LoseAnswer(Outlet outlet) => _sandbox.Faults.Add(new Fault(outlet.Network, NetworkAction.Publish, FaultKind.LostAnswer));

    /// <summary>A piece of two sentences, not yet handed in.</summary>
    /// <param name="ahead">In the service's time; null: now.</param>
    public Piece Write(TimeSpan? ahead, IReadOnlyList<Outlet> channels, string? photo = null, bool takesDown = false)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"k{_number}n{_written++}z");
        var piece = new Piece(token, 0, 2, channels, ahead, photo, takesDown);
        _pieces.Add(piece);
        return piece;
    }

    /// <summary>Writes a piece and has it scheduled.</summary>
    public async Task<Piece> ScheduleAsync(TimeSpan? ahead, params IReadOnlyList<Outlet> channels)
    {
        var piece = Write(ahead, channels);
        await Newsroom.SubmitAsync(piece, CancellationToken.None);
        return piece;
    }

    /// <summary>What the networks took of it and show.</summary>
    public int Shown(Piece piece) => Taken(piece).Count(entry => entry.Visible);

    /// <summary>The one post of a piece for one channel.</summary>
    public async Task<JsonObject> PostOfAsync(Piece piece) => (await Newsroom.PostsOfAsync(piece, CancellationToken.None)).Single();

    /// <summary>Why it cannot be played here.</summary>
    public void Say(string why) => _tally.Say($"Not tried: {_name}: {why}.");

    /// <summary>Something that was promised.</summary>
    public void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _tally.Find(new Finding(FindingKind.Wrong, _pieces.LastOrDefault() ?? Write(null, []), $"{_name}: {otherwise}", []));
        }
    }

    /// <exception cref="DemoFailure">It did not come true in a minute.</exception>
    public async Task UntilAsync(Func<Task<bool>> isTrue, string otherwise)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Patience)
            {
                throw new DemoFailure($"{_name}: {otherwise}. Logs: {_folder.FullName}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public Task UntilShownAsync(Piece piece) => UntilAsync(() => Task.FromResult(Shown(piece) > 0), $"{piece.Token} does not go out");

    /// <summary>Runs a command of the service's program.</summary>
    public async Task CommandAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_options.Service, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new DemoFailure($"{_name}: {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Waits until all pieces have come to rest, and compares the three ledgers.</summary>
    public async Task JudgeAsync()
    {
        foreach (var piece in _pieces.Where(piece => piece.PostIds is not null))
        {
            IReadOnlyList<JsonObject> posts = [];
            await UntilAsync(
                async () => (posts = await Newsroom.PostsOfAsync(piece, CancellationToken.None)).All(Verdict.IsFinal),
                $"{piece.Token} does not come to rest"
            );
            if (!piece.TakesDown)
            {
                var open = posts.Select(Verdict.State).Except(["published"]).ToList();
                Expect(open.Count == 0, $"what could be asked for ended as {string.Join(", ", open)}");
            }

            var findings = Verdict.Judge(piece, posts, Taken(piece)).ToList();
            findings.ForEach(_tally.Find);
            _tally.Judged(piece, posts, isGood: findings.Count == 0);
        }

        _pieces.Clear();
        _tally.Played(_number, _nodes.Sum(node => node.Kills));
    }

    public async ValueTask DisposeAsync()
    {
        Newsroom.Dispose();
        _nodes.ForEach(node => node.Dispose());
        await _sandbox.DisposeAsync();
        if (_tally.IsClean)
        {
            _folder.Delete(recursive: true);
        }
    }

    private IReadOnlyList<LedgerEntry> Taken(Piece piece) =>
        [.. _sandbox.Ledger.Entries().Where(entry => entry.Action is NetworkAction.Publish && entry.Text.Contains(piece.Token))];

    private Node NewNode(string data)
    {
        var log = string.Create(CultureInfo.InvariantCulture, $"node{_nodes.Count}.log");
        _nodes.Add(new Node(_options.Service, PathOf(data), PathOf(log), _settings));
        return _nodes[^1];
    }
}
