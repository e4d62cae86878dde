using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Record;

/// <summary>Where a text was published, or what of ours is like it.</summary>
/// <param name="Nearest">Only when nothing matches.</param>
public sealed record Verified(IReadOnlyList<RecordEntry> Matches, NearText? Nearest);

/// <summary>A text of ours that begins or ends alike.</summary>
/// <param name="Ours">The stretch that differs, as we published it.</param>
/// <param name="Given">The same stretch, as it was asked about.</param>
public sealed record NearText(RecordEntry Entry, string Ours, string Given);

/// <summary>Says whether a text is ours. Looks it up by its hash; what was changed in the middle is found by its first or last words.</summary>
public sealed class Verification(Store store)
{
    private const int MostMatches = 50;
    private const int MostLike = 20;
    private const int LongestStretch = 300;

    /// <param name="channels">Ids of the only channels the caller sees; null: all.</param>
    public async Task<Verified> OfAsync(string text, IReadOnlyList<string>? channels, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var seen = db.Record.Where(row => row.Kind != RecordKind.File && (channels == null || channels.Contains(row.ChannelId)));
        var comparable = ComparableText.Of(text);
        var hash = ComparableText.HashOf(comparable);
        var matches = await seen.Where(row => row.Hash == hash).OrderBy(row => row.Number).Take(MostMatches).ToListAsync(cancellationToken);
        return new Verified(matches, matches.Count > 0 ? null : await NearestAsync(db, seen, comparable, cancellationToken));
    }

    private static async Task<NearText?> NearestAsync(
        PublisherDb db,
        IQueryable<RecordEntry> seen,
        string given,
        CancellationToken cancellationToken
    )
    {
        var (opening, ending) = ComparableText.EdgesOf(given);
        if (opening is null)
        {
            return null;
        }

        var like = await seen.Where(row => row.PostId != null && (row.Opening == opening || row.Ending == ending))
            .OrderByDescending(row => row.Number)
            .Take(MostLike)
            .ToListAsync(cancellationToken);
        var posts = like.Select(row => row.PostId!).Distinct().ToList();
        var sent = await (
            from post in db.Posts.Include(post => post.Parts)
            join variant in db.Variants on post.VariantId equals variant.Id
            where posts.Contains(post.Id)
            select new { Post = post, Variant = variant.Document }
        ).ToDictionaryAsync(row => row.Post.Id, cancellationToken);
        return (
            from entry in like
            let ours = sent.GetValueOrDefault(entry.PostId!)
            let part = ours?.Variant?.Parts.FirstOrDefault(part => part.Number == entry.Part)
            where part is not null
            let published = RecordKeeping.TextsOf(part, ours.Post).FirstOrDefault(text => text.Kind == entry.Kind).Text
            where published is not null
            let difference = Difference(published, given)
            where difference.Same > 0.5
            orderby difference.Same descending
            select new NearText(entry, Cut(difference.Ours), Cut(difference.Given))
        ).FirstOrDefault();
    }

    /// <summary>What stands between the words that are the same at the beginning and at the end.</summary>
    private static (string Ours, string Given, double Same) Difference(string ours, string given)
    {
        var (left, right) = (ours.Split(' '), given.Split(' '));
        var shorter = Math.Min(left.Length, right.Length);
        var start = 0;
        while (start < shorter && left[start] == right[start])
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        return (
            string.Join(' ', left[start..^end]),
            string.Join(' ', right[start..^end]),
            (double)(start + end) / Math.Max(left.Length, right.Length)
        );
    }

    private static string Cut(string text) => text.Length <= LongestStretch ? text : text[..LongestStretch] + "…";
}
