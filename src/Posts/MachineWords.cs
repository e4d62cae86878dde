using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// What a machine wrote stays marked when a whole content is sent again, from the revision now or from an old one: only who edits a
/// text, or sends that one language by itself, has accepted it.
/// </summary>
internal static class MachineWords
{
    public static async Task<Content> MarkAsync(WriteScope scope, string contentId, Content sent, CancellationToken cancellationToken)
    {
        var unknown = sent.Texts.ToDictionary();
        var texts = sent.Texts.ToDictionary();
        var revisions = scope
            .Db.Revisions.AsNoTracking()
            .Where(row => row.ContentId == contentId)
            .OrderByDescending(row => row.Number)
            .AsAsyncEnumerable();
        await foreach (var revision in revisions.WithCancellation(cancellationToken))
        {
            foreach (var (language, text) in unknown.ToList())
            {
                if (revision.Content.Texts.GetValueOrDefault(language) is { } earlier && HasSameWords(earlier, text))
                {
                    unknown.Remove(language);
                    texts[language] = earlier.Machine ? text with { Machine = true, BasedOn = text.BasedOn ?? earlier.BasedOn } : text;
                }
            }

            if (unknown.Count == 0)
            {
                break;
            }
        }

        return sent with
        {
            Texts = texts,
        };
    }

    private static bool HasSameWords(LocalText one, LocalText other) =>
        IsSame(one.Title, other.Title)
        && IsSame(one.Summary, other.Summary)
        && IsSame(one.Body, other.Body)
        && one.Slides.Count == other.Slides.Count
        && one.Slides.Zip(other.Slides).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(string? one, string? other) => Words(one).SequenceEqual(Words(other));

    /// <summary>White space is no edit.</summary>
    private static string[] Words(string? text) => (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
