using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>Counts over all lanes, and says what was found as soon as it is.</summary>
internal sealed class Tally(CrashOptions options, TextWriter output)
{
    private readonly Lock _gate = new();
    private readonly long _begin = TimeProvider.System.GetTimestamp();
    private readonly Dictionary<int, int> _kills = [];
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bad = [];
    private bool _isBroken;
    private int _stages = 100; // apart from the lanes
    private int _rounds;
    private int _posts;
    private int _duplicates;
    private int _lost;
    private int _needsAttention;

    public bool IsClean => !_isBroken && _bad.Count == 0;

    /// <summary>Pieces, one of each round, about which all three ledgers agree, and those about which they do not.</summary>
    public (int Passed, int Failed) Verdicts { get; private set; }

    public void Say(string sentence)
    {
        lock (_gate)
        {
            output.WriteLine(sentence);
        }
    }

    /// <summary>A trial broke off: its folder is kept.</summary>
    public void Break() => _isBroken = true;

    public void Round(int kills, int lane)
    {
        lock (_gate)
        {
            _kills[lane] = kills;
            if (++_rounds % 50 == 0)
            {
                var minutes = TimeProvider.System.GetElapsedTime(_begin).TotalMinutes;
                output.WriteLine(
                    $"{_rounds} of {options.Rounds} rounds, {_kills.Values.Sum()} kills, {_posts} posts judged, {minutes:0.0} min"
                );
            }
        }
    }

    /// <summary>A number for what belongs to one situation alone.</summary>
    public int NextStageNumber() => Interlocked.Increment(ref _stages);

    /// <summary>A situation was played.</summary>
    public void Played(int number, int kills)
    {
        lock (_gate)
        {
            _kills[number] = kills;
        }
    }

    /// <summary>A process was ended here.</summary>
    public void Ended(string place)
    {
        lock (_gate)
        {
            _ends[place] = _ends.GetValueOrDefault(place) + 1;
        }
    }

    /// <summary>How often processes were ended where, and the places that no process came to.</summary>
    public string Places()
    {
        var missed = Plan.Names.Where(name => !_ends.ContainsKey(name)).ToList();
        return $"Ended at: {string.Join(", ", _ends.Select(end => $"{end.Key} {end.Value}"))}."
            + (missed.Count == 0 ? "" : $"\nNot come to: {string.Join(", ", missed)}.");
    }

    public void Find(Finding finding)
    {
        lock (_gate)
        {
            _bad.Add(finding.Piece.Token);
            _duplicates += finding.Kind is FindingKind.Duplicate ? 1 : 0;
            _lost += finding.Kind is FindingKind.Lost ? 1 : 0;
            output.WriteLine($"Seed {options.Seed}: {finding}");
        }
    }

    public void Judged(Piece piece, IReadOnlyList<JsonObject> posts, bool isGood)
    {
        lock (_gate)
        {
            _posts += posts.Count;
            _needsAttention += posts.Count(post => Verdict.State(post) == "needs_attention");
            Verdicts =
                isGood && !_bad.Contains(piece.Token) ? (Verdicts.Passed + 1, Verdicts.Failed) : (Verdicts.Passed, Verdicts.Failed + 1);
        }
    }

    /// <summary>What the last line says.</summary>
    public object Figures() =>
        new
        {
            kills = _kills.Values.Sum(),
            posts = _posts,
            duplicates = _duplicates,
            lost = _lost,
            needsAttention = _needsAttention,
            seed = options.Seed,
        };
}
