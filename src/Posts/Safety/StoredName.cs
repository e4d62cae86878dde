namespace Publisher.Posts.Safety;

/// <summary>An entry of the protected list as it is kept: what it names is encrypted and leaves the service no more.</summary>
public sealed class StoredName
{
    public required string Id { get; init; }
    public required ProtectedKind Kind { get; init; }

    /// <summary>What the newsroom calls it, such as <c>contributor seven</c>; shown, so never the name.</summary>
    public required string Label { get; init; }

    /// <summary>Name and aliases, as one document.</summary>
    public required string Cipher { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The list as a whole: one row. Its version grows with every change, and verdicts hold for one version only.</summary>
public sealed class GuardList
{
    public const int Only = 1;

    public required int Id { get; init; }
    public long Version { get; set; }

    /// <summary>How many entries there are.</summary>
    public int Count { get; set; }
}

/// <summary>What the guard found in a variant, with one version of the list.</summary>
public sealed class GuardVerdict
{
    public required string VariantId { get; init; }
    public required long ListVersion { get; set; }
    public required IReadOnlyList<GuardFinding> Findings { get; set; }
    public required DateTimeOffset CheckedAt { get; set; }
}

/// <summary>A place of a variant that shows an entry; never what it says.</summary>
/// <param name="Part">Number of the part, from 1; 0 for what stands beside the parts, such as the slides' words.</param>
/// <param name="Field">Such as <c>text</c>, <c>alt</c>, <c>hashtags</c>.</param>
/// <param name="Start">In UTF-16 units of the field.</param>
/// <param name="Length">In UTF-16 units.</param>
public sealed record GuardFinding(string EntryId, int Part, string Field, string Rule, int Start, int Length);

/// <summary>Two people decided that an entry may be shown in these variants. Any change of them voids it.</summary>
public sealed class GuardOverride
{
    public required string Id { get; init; }
    public required string ContentId { get; init; }
    public required string EntryId { get; init; }
    public required IReadOnlyList<string> VariantHashes { get; init; }

    /// <summary>Why, encrypted: the words may hold the name.</summary>
    public required string ReasonCipher { get; init; }
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? ApprovedBy { get; set; }
}
