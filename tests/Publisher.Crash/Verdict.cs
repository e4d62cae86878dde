using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Crash;

/// <summary>Compares what the client was told, what the service's table says, and what the networks really took.</summary>
internal static class Verdict
{
    private static readonly string[] Final =
    [
        "published",
        "needs_attention",
        "refused",
        "missed",
        "cancelled",
        "abandoned",
        "removed",
        "requested",
        "blanked",
        "manual",
    ];

    /// <summary>Whether nothing will happen to the post any more by itself.</summary>
    public static bool IsFinal(JsonObject post) => Final.Contains(State(post));

    /// <summary>What is wrong with a piece after everything came to rest.</summary>
    public static IEnumerable<Finding> Judge(Piece piece, IReadOnlyList<JsonObject> posts, IReadOnlyList<LedgerEntry> taken)
    {
        foreach (var twice in taken.GroupBy(entry => (entry.Network, entry.Text)).Where(group => group.Count() > 1))
        {
            yield return new(
                FindingKind.Duplicate,
                piece,
                $"{twice.Key.Network} shows {twice.Count()} times: {Shorten(twice.Key.Text)}",
                posts
            );
        }

        if (piece.PostIds is null || posts.Count != piece.Channels.Count || !posts.Select(Id).Order().SequenceEqual(piece.PostIds.Order()))
        {
            yield return new(FindingKind.Lost, piece, "the table holds other posts than were acknowledged", posts);
        }

        foreach (var thread in taken.Where(entry => entry is { Visible: true, Part: not null }).GroupBy(entry => entry.Network))
        {
            if (
                !thread
                    .OrderBy(entry => entry.Sequence)
                    .Select(entry => entry.Part!.Value)
                    .SequenceEqual(Enumerable.Range(1, thread.Count()))
            )
            {
                yield return new(FindingKind.Wrong, piece, $"the parts on {thread.Key} do not hang together", posts);
            }
        }

        foreach (var post in posts)
        {
            var visible = taken
                .Where(entry => entry.Network == Network(post) && entry.Visible)
                .Select(entry => entry.Text)
                .Distinct()
                .Count();
            if ((piece.TakesDown ? ProblemAfterTakedown(post, visible) : Problem(post, visible)) is { } problem)
            {
                yield return new(FindingKind.Lost, piece, $"post {Id(post)} on {Network(post)} {problem}", posts);
            }
        }
    }

    public static string State(JsonObject post) => post["state"]!.GetValue<string>();

    public static string Network(JsonObject post) => post["network"]!.GetValue<string>();

    public static string Id(JsonObject post) => post["id"]!.GetValue<string>();

    private static string? Problem(JsonObject post, int visible)
    {
        var known = post["parts"]!.AsArray().Count;
        return State(post) switch
        {
            "published" when visible == known && known > 0 => null,
            "published" => $"is published with {known} parts, and {visible} are visible",
            // It could not fetch the pictures while the service was dead, and a person is told.
            "refused" when Network(post) is "tiktok" && visible == 0 && Cause(post)!.Contains("pull_failed", StringComparison.Ordinal) =>
                null,

            // A network that cannot be asked: a person looks, with the evidence.
            "needs_attention" when Network(post) is "telegram" && Cause(post) is { Length: > 0 } && visible - known is 0 or 1 => null,
            var state => $"is {state} ({Cause(post)}) with {known} known and {visible} visible parts",
        };
    }

    private static string? ProblemAfterTakedown(JsonObject post, int visible) =>
        State(post) switch
        {
            "removed" or "requested" or "cancelled" when visible == 0 => null,
            "manual" when Network(post) is "tiktok" => null,
            "needs_attention" when Network(post) is "telegram" && Cause(post) is { Length: > 0 } => null,
            var state => $"is {state} ({Cause(post)}) after a takedown, and {visible} parts are visible",
        };

    private static string? Cause(JsonObject post) => post["cause"]?.GetValue<string>();

    private static string Shorten(string text) => text.Length > 80 ? text[..80] + "…" : text;
}

internal enum FindingKind
{
    /// <summary>More is out than was asked for.</summary>
    Duplicate,

    /// <summary>What was acknowledged is neither out nor told to need a person.</summary>
    Lost,

    /// <summary>Something else that was promised does not hold.</summary>
    Wrong,
}

/// <summary>Something that must not be.</summary>
internal sealed record Finding(FindingKind Kind, Piece Piece, string What, IReadOnlyList<JsonObject> Posts)
{
    public override string ToString() =>
        $"{Kind}: {What} (round {Piece.Round}, piece {Piece.Token})\n  {string.Join("\n  ", Posts.Select(post => post.ToJsonString()))}";
}
