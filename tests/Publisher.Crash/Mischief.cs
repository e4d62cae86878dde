using Publisher.Sandbox;

namespace Publisher.Crash;

/// <summary>Now and then the networks misbehave as well: while they take a call, or while they are asked about one.</summary>
internal static class Mischief
{
    private static readonly FaultKind[] Kinds =
    [
        FaultKind.LostAnswer,
        FaultKind.LostAnswer,
        FaultKind.ResetBefore,
        FaultKind.ResetAfter,
        FaultKind.Status,
        FaultKind.Slow,
        FaultKind.Garbage,
    ];

    private static readonly NetworkAction[] Actions =
    [
        NetworkAction.Publish,
        NetworkAction.Publish,
        NetworkAction.Publish,
        NetworkAction.Read,
        NetworkAction.Delete,
    ];

    /// <summary>Null: this time all goes well.</summary>
    public static Fault? Draw(Random random, IReadOnlyList<string> networks) =>
        random.Next(4) > 0
            ? null
            : new Fault(
                networks[random.Next(networks.Count)],
                Actions[random.Next(Actions.Length)],
                Kinds[random.Next(Kinds.Length)],
                DelayMs: 150
            );
}
