using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>Counts over all lanes, and says what was found as soon as it is.</summary>
internal sealed class Tally(CrashOptions options, TextWriter output)
{
    private readonly Lock _gate = new();
    private readonly long _begin = TimeProvider.System.GetTimestamp();
    private readonly Dictionary<int, int> _kills = [];
    private readonly HashSet<string> _bad = [];
    private bool _isBroken;
    private int _rounds;
    private int _posts;
    private int _duplicates;
    private int _lost;
    private int _needsAttention;

    public bool IsClean => !_isBroken && _duplicates + _lost == 0;

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

    public void Find(Finding finding)
    {
        lock (_gate)
        {
            _bad.Add(finding.Piece.Token);
            (_duplicates, _lost) = finding.Kind is FindingKind.Duplicate ? (_duplicates + 1, _lost) : (_duplicates, _lost + 1);
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
