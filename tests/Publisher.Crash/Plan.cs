namespace Publisher.Crash;

/// <summary>Where a process shall end. A name is a checkpoint of the service; null: at some moment.</summary>
/// <param name="Passage">At its how manieth passage.</param>
/// <param name="Act"><c>kill</c>, <c>stop</c>, <c>ask</c> or <c>hold</c>.</param>
/// <param name="After">How long it may live once it is ready.</param>
internal sealed record Plan(string? Name, int Passage, string Act, TimeSpan After)
{
    /// <summary>It lives until it is told otherwise.</summary>
    public static Plan None { get; } = new(null, 0, "", TimeSpan.MaxValue);

    /// <summary>It is held at the first passage, until it is released.</summary>
    public static Plan Hold(string name) => new(name, 1, "hold", TimeSpan.MaxValue);

    /// <summary>Where processes are ended.</summary>
    public static IEnumerable<string> Names => Places.Select(place => place.Name);

    /// <summary>Checkpoints, and how often one life passes them at most that it is worth to choose among.</summary>
    private static readonly (string Name, int Passages)[] Places =
    [
        ("answer-before-commit", 2),
        ("answer-after-commit", 2),
        ("before-commit", 20),
        ("after-commit", 20),
        ("trigger-before", 2),
        ("trigger-fired", 4),
        ("due-found", 3),
        ("claim-before-commit", 3),
        ("prepared-not-stored", 3),
        ("preparing-call-answered", 5),
        ("intent-committed", 3),
        ("request-not-sent", 4),
        ("request-half-sent", 4),
        ("request-sent", 4),
        ("answer-unread", 4),
        ("publishing-call-answered", 4),
        ("answer-understood", 4),
        ("result-before-commit", 5),
        ("result-committed", 4),
        ("between-parts", 3),
        ("fate-learnt", 2),
        ("removed-not-stored", 1),
        ("webhook-sent", 2),
        ("token-rotated", 1),
        ("rendering-begun", 1),
        ("file-half-written", 2),
    ];

    /// <summary>Where the process is about to speak with a network: there it may also be stopped for longer than its lease.</summary>
    private static readonly string[] Stops =
    [
        "claim-before-commit",
        "intent-committed",
        "request-not-sent",
        "request-sent",
        "answer-unread",
        "answer-understood",
        "result-before-commit",
        "between-parts",
        "fate-learnt",
    ];

    private static readonly string[] Cuts =
    [
        "claim-before-commit",
        "intent-committed",
        "request-sent",
        "answer-understood",
        "after-commit",
    ];

    public static Plan Draw(Random random) =>
        random.Next(100) switch
        {
            < 12 => AtSomeMoment(-random.Next(1200)),
            < 32 => AtSomeMoment(random.Next(2000)), // the first call of a life leaves after a second or so
            < 38 => At(Stops[random.Next(Stops.Length)], 3, "stop", random),
            < 46 => At(Cuts[random.Next(Cuts.Length)], 3, "ask", random),
            _ => Places[random.Next(Places.Length)] is var place ? At(place.Name, place.Passages, "kill", random) : None,
        };

    private static Plan AtSomeMoment(int milliseconds) => new(null, 0, "kill", TimeSpan.FromMilliseconds(milliseconds));

    public override string ToString() =>
        Name is null ? $"at some moment ({After.TotalMilliseconds:0} ms)" : $"{Act} at {Name}, passage {Passage}";

    private static Plan At(string name, int passages, string act, Random random) =>
        new(
            name,
            random.Next(5) < 3 ? 1 : 1 + random.Next(passages),
            act,
            TimeSpan.FromMilliseconds((name is "removed-not-stored" ? 5000 : 2500) + random.Next(1000)) // a removal follows a publication
        );
}
