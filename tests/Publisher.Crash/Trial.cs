using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>
/// One lane: a service of one or several processes, the networks' stand-ins, and a client. Each round hands in a piece and ends a
/// process; every few rounds all comes to rest and the three ledgers are compared.
/// </summary>
internal sealed class Trial : IAsyncDisposable
{
    private const int RoundsBetweenRests = 10;
    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(90);

    private readonly CrashOptions _options;
    private readonly int _lane;
    private readonly Random _random;
    private readonly HastyTime _time;
    private readonly DirectoryInfo _folder;
    private readonly Tally _tally;
    private readonly List<Piece> _pieces = [];
    private SandboxServer _sandbox = null!;
    private Listener _listener = null!;
    private IReadOnlyList<Node> _nodes = [];
    private Newsroom _newsroom = null!;
    private Pieces _drawn = null!;
    private DateTime _restedAt;

    private Trial(CrashOptions options, int lane, Tally tally)
    {
        (_options, _lane, _tally) = (options, lane, tally);
        _random = new Random(unchecked(options.Seed * 7919 + lane));
        _time = new HastyTime(TimeProvider.System.GetUtcNow(), options.Haste);
        _folder = Directory.CreateTempSubdirectory($"publisher-crash-{lane}-");
    }

    /// <summary>Where the logs of the processes lie.</summary>
    public string Folder => _folder.FullName;

    public static async Task<Trial> StartAsync(CrashOptions options, int lane, Tally tally, Cluster? cluster)
    {
        var trial = new Trial(options, lane, tally);
        trial._sandbox = await SandboxServer.StartAsync(time: trial._time);
        trial._listener = await Listener.StartAsync();
        var settings = Settings(trial._time);
        if (cluster is not null)
        {
            await cluster.AddSettingsAsync(settings, isCluster: options.Nodes > 1);
        }

        trial._nodes =
        [
            .. Enumerable
                .Range(0, options.Nodes)
                .Select(number => new Node(
                    options.Service,
                    trial._folder.CreateSubdirectory($"node{number}").FullName,
                    Path.Combine(trial._folder.FullName, $"node{number}.log"),
                    settings
                )),
        ];
        trial._newsroom = new Newsroom(trial._nodes, settings["PUBLISHER_BOOTSTRAP_KEY"], trial._time);
        await trial.OpenAsync();
        return trial;
    }

    public async Task RunAsync(int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(round);
            if (round % RoundsBetweenRests == 0 || round == rounds)
            {
                await RestAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }

        _newsroom?.Dispose();
        await _listener.DisposeAsync();
        await _sandbox.DisposeAsync();
        if (_tally.IsClean)
        {
            _folder.Delete(recursive: true);
        }
    }

    internal static Dictionary<string, string> Settings(HastyTime time) =>
        new()
        {
            ["PUBLISHER_BOOTSTRAP_KEY"] = $"pk_of_the_trial_{Guid.NewGuid():N}",
            [HastyTime.Variable] = time.Setting,
            ["PUBLISHER__Approval__Required"] = "none",
            ["PUBLISHER__RateLimit__PerSecond"] = "1000000",
            ["PUBLISHER__Egress__AllowHosts__0"] = "127.0.0.1",
            ["DOTNET_EnableDiagnostics"] = "0",
        };

    private async Task OpenAsync()
    {
        _nodes[0].Start(Plan.None);
        await _nodes[0].ReadyAsync(CancellationToken.None);
        var outlets = new List<Outlet>();
        foreach (var body in Outlets.All(_sandbox.Address).Append(Outlets.TikTok(_sandbox.Address)))
        {
            var made = await _newsroom.AskAsync("/v1/channels", body, null, CancellationToken.None);
            outlets.Add(new Outlet(made!["id"]!.GetValue<string>(), body["network"]!.GetValue<string>()));
        }

        _drawn = new Pieces(_random, _lane, outlets[..^1], outlets[^1], await _newsroom.UploadAsync(CancellationToken.None));
        var webhook = new JsonObject { ["url"] = _listener.Address.ToString(), ["events"] = new JsonArray("post.published") };
        await _newsroom.AskAsync("/v1/webhooks", webhook, null, CancellationToken.None);
    }

    private async Task RoundAsync(int round)
    {
        var node = _nodes[round % _nodes.Count];
        var plan = node.IsAlive ? node.Plan : DrawPlan();
        _pieces.Add(_drawn.Draw(round, plan));
        if (Mischief.Draw(_random, _drawn.Networks) is { } fault)
        {
            _sandbox.Faults.Add(fault);
        }

        if (!node.IsAlive)
        {
            node.Start(plan);
        }
        else if (node.Plan == Plan.None)
        {
            node.Hurry(TimeSpan.FromMilliseconds(50 + _random.Next(600)));
        }

        using var over = new CancellationTokenSource();
        var work = WorkAsync(over.Token);
        await node.LiveAsync(Lease, CutPower, CancellationToken.None);
        _tally.Ended(node.End);
        if (_nodes.Count > 1)
        {
            node.Start(DrawPlan());
        }

        await over.CancelAsync();
        await work;
        _tally.Round(_nodes.Sum(one => one.Kills), _lane);
    }

    /// <summary>Of several nodes each comes to fewer places, and later.</summary>
    private Plan DrawPlan()
    {
        var plan = Plan.Draw(_random);
        return plan.Name is null ? plan : plan with { After = plan.After * _nodes.Count };
    }

    /// <summary>Longer than the service's, by its own clock.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds(45) / _options.Haste;

    /// <summary>What the client does meanwhile: whatever was not acknowledged yet, then a repeat of something that was.</summary>
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var piece in _pieces.Where(piece => !piece.IsAcknowledged))
            {
                await _newsroom.SubmitAsync(piece, cancellationToken);
            }

            var known = _pieces[_random.Next(_pieces.Count)];
            if (await _newsroom.RepeatAsync(known, cancellationToken) is { } difference)
            {
                _tally.Find(new Finding(FindingKind.Duplicate, known, difference, []));
            }
        }
        catch (OperationCanceledException)
        {
            // The process is dead; the next life goes on with it.
        }
    }

    private async Task RestAsync()
    {
        _sandbox.Faults.Clear();
        _restedAt = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var node in _nodes)
        {
            if (node.IsAlive)
            {
                await node.KillAsync();
            }

            node.Start(Plan.None);
        }

        foreach (var node in _nodes)
        {
            await node.ReadyAsync(CancellationToken.None);
        }

        FindHalfFiles();
        await SubmitAllAsync();
        var rested = await Task.WhenAll(_pieces.Select(RestedAsync));
        await FindTornAuditAsync();
        Judge(rested.Zip(_pieces, (posts, piece) => (piece, posts)));
    }

    /// <summary>What a dead process left half-written is gone once the next one works.</summary>
    private void FindHalfFiles()
    {
        var left = _nodes
            .Select(node => new DirectoryInfo(Path.Combine(node.Data, "media")))
            .Where(media => media.Exists)
            .SelectMany(media => media.EnumerateFiles("*.tmp", SearchOption.AllDirectories))
            .Count(file => file.LastWriteTimeUtc < _restedAt);
        if (left > 0)
        {
            _tally.Find(new Finding(FindingKind.Wrong, _pieces[0], $"{left} half-written files were left", []));
        }
    }

    /// <summary>Act and entry are one transaction, so no end of a process tears the chain.</summary>
    private async Task FindTornAuditAsync()
    {
        var verdict = await _newsroom.AskAsync("/v1/audit/verify", new JsonObject(), null, CancellationToken.None);
        if (verdict?["ok"]?.GetValue<bool>() is not true)
        {
            _tally.Find(new Finding(FindingKind.Wrong, _pieces[0], $"the audit chain is broken: {verdict?["why"]}", []));
        }
    }

    /// <exception cref="DemoFailure">A service that nothing disturbs leaves a request without an answer.</exception>
    private async Task SubmitAllAsync()
    {
        using var patience = new CancellationTokenSource(RestPatience, TimeProvider.System);
        foreach (var piece in _pieces.Where(piece => !piece.IsAcknowledged))
        {
            try
            {
                await _newsroom.SubmitAsync(piece, patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new DemoFailure($"Piece {piece.Token} of round {piece.Round} was not acknowledged, though nothing was killed.");
            }
        }
    }

    private async Task<IReadOnlyList<JsonObject>> RestedAsync(Piece piece)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var posts = await _newsroom.PostsOfAsync(piece, CancellationToken.None);
            var isOver = posts.All(post =>
                Verdict.IsFinal(post) && (Verdict.State(post) != "published" || _listener.EventsOf(Verdict.Id(post)) > 0)
            );
            if (isOver || TimeProvider.System.GetElapsedTime(begin) > RestPatience)
            {
                return posts;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private void Judge(IEnumerable<(Piece Piece, IReadOnlyList<JsonObject> Posts)> rested)
    {
        var published = _sandbox
            .Ledger.Entries()
            .Where(entry => entry.Action is NetworkAction.Publish)
            .ToLookup(entry => Pieces.TokenIn(entry.Text));
        foreach (var (piece, posts) in rested)
        {
            var findings = Verdict.Judge(piece, posts, [.. published[piece.Token]]).Concat(Untold(piece, posts)).ToList();
            findings.ForEach(_tally.Find);
            _tally.Judged(piece, posts, isGood: findings.Count == 0);
        }

        foreach (var late in published.Where(entries => _pieces.TrueForAll(piece => piece.Token != entries.Key)))
        {
            var piece = _pieces[0] with { Token = late.Key };
            _tally.Find(new Finding(FindingKind.Duplicate, piece, $"{late.First().Network} took it long after it was settled", []));
        }

        _pieces.Clear();
        _sandbox.Ledger.Clear();
    }

    /// <summary>State and event are written together: both or neither.</summary>
    private IEnumerable<Finding> Untold(Piece piece, IReadOnlyList<JsonObject> posts) =>
        from post in posts
        let told = _listener.EventsOf(Verdict.Id(post))
        where told > 1 || (told == 0 && Verdict.State(post) == "published")
        select new Finding(FindingKind.Lost, piece, $"{told} events tell that post {Verdict.Id(post)} is out", posts);

    /// <summary>What was on the disk at the checkpoint is all that is there after it. Only SQLite's files are ours to copy.</summary>
    private Action CutPower(Node node)
    {
        if (_options.IsPostgres)
        {
            return () => { };
        }

        node.Stop();
        string[] files = ["publisher.db", "publisher.db-wal"];
        var kept = files.Select(name => Path.Combine(node.Data, name)).Where(File.Exists).ToDictionary(path => path, File.ReadAllBytes);
        return () =>
        {
            File.Delete(Path.Combine(node.Data, "publisher.db-shm"));
            foreach (var (path, bytes) in kept)
            {
                File.WriteAllBytes(path, bytes);
            }
        };
    }
}
