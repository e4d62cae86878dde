using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>A guard over a few entries and one text, and what it finds there, in one line.</summary>
internal static class Guarded
{
    /// <summary>What is covered and by which rule, in its order: <c>exact: Анна Жемчугова</c>.</summary>
    public static string Find(string text, params string[] names) => Find(text, ProtectedKind.Person, names);

    public static string Find(string text, ProtectedKind kind, params string[] names) =>
        string.Join(" | ", Hits(text, kind, names).Select(hit => $"{hit.Rule}: {text.Substring(hit.Start, hit.Length)}"));

    /// <summary>What is covered, in its order.</summary>
    public static IReadOnlyList<string> Covered(string text, ProtectedKind kind, params string[] names) =>
        [.. Hits(text, kind, names).Select(hit => text.Substring(hit.Start, hit.Length))];

    private static IReadOnlyList<GuardHit> Hits(string text, ProtectedKind kind, string[] names) =>
        LeakGuard
            .Of([.. names.Select((name, number) => new ProtectedEntry($"pe_{number}", kind, name, []))])
            .Find(text, TestContext.Current.CancellationToken);
}
