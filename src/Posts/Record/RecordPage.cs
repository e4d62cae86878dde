using System.Globalization;

namespace Publisher.Posts.Record;

/// <summary>A page of the public record.</summary>
/// <param name="AsOf">The hour in which it was made.</param>
/// <param name="First">Position of its first entry, from 1, the oldest of all.</param>
/// <param name="Total">Entries on all pages.</param>
/// <param name="Entries">Oldest first.</param>
public sealed record RecordPage(string AsOf, long First, long Total, IReadOnlyList<RecordLine> Entries, RecordSignature? Signature)
{
    /// <summary>There is no such page.</summary>
    public bool IsBeyond => Signature is null;

    internal static RecordPage Beyond(long total) => new("", 0, total, [], null);

    internal static string Head(string asOf, long first, long total) =>
        string.Create(CultureInfo.InvariantCulture, $"publisher-record 1 {asOf} {first} {total}");
}

/// <summary>An entry as it is shown and signed. Nothing in it says who wrote it; times are rounded down to the minute.</summary>
/// <param name="Kind"><c>text</c>, <c>body</c> or <c>file</c>.</param>
public sealed record RecordLine(
    string Hash,
    string Kind,
    string Network,
    string Language,
    string PublishedAt,
    string? RemovedAt,
    string? Url
)
{
    public static RecordLine Of(RecordEntry entry) =>
        new(
            entry.Hash,
            Storage.SnakeCase.Of(entry.Kind),
            entry.Network,
            entry.Language,
            Minute(entry.At),
            entry.RemovedAt is { } removed ? Minute(removed) : null,
            entry.Url
        );

    /// <summary>The line that is signed; a dash stands for what is not there.</summary>
    public override string ToString() => $"{Hash} {Kind} {Network} {Language} {PublishedAt} {RemovedAt ?? "-"} {Url ?? "-"}";

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:00'Z'", CultureInfo.InvariantCulture);
}
