using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Record;

/// <summary>Writes down what was really published, in the transaction that learns of it, and what was taken back.</summary>
internal static class RecordKeeping
{
    /// <summary>Notes the parts that became visible since there were <paramref name="known"/>.</summary>
    /// <param name="variant">What was sent.</param>
    public static void Note(WriteScope scope, Post post, int known, Variant variant)
    {
        foreach (var shown in post.Parts.Skip(known))
        {
            if (variant.Parts.FirstOrDefault(part => part.Number == shown.Number) is not { } part)
            {
                continue; // a record is worth less than the result it is written with
            }

            foreach (var (kind, text) in TextsOf(part, post))
            {
                var (opening, ending) = ComparableText.EdgesOf(text);
                scope.Db.Record.Add(EntryOf(post, shown, kind, ComparableText.HashOf(text), opening, ending));
            }

            foreach (var file in part.Files.Where(file => file.Purpose is FilePurpose.Shown).DistinctBy(file => file.Sha256))
            {
                scope.Db.Record.Add(EntryOf(post, shown, RecordKind.File, file.Sha256));
            }
        }
    }

    /// <summary>The comparable texts of a part: with its title and without.</summary>
    public static IEnumerable<(RecordKind Kind, string Text)> TextsOf(Part part, Post post)
    {
        var page = post.Parts.Where(other => other.Number < part.Number).MaxBy(other => other.Number)?.Url;
        var body = ComparableText.Of(VisibleText.BodyOf(part, page));
        var whole = ComparableText.Of($"{part.Title} {body}");
        if (whole.Length > 0)
        {
            yield return (RecordKind.Text, whole);
        }

        if (body.Length > 0 && body != whole)
        {
            yield return (RecordKind.Body, body);
        }
    }

    /// <summary>What was taken down stays as a hash without its link.</summary>
    public static async Task WithdrawAsync(WriteScope scope, Post post, CancellationToken cancellationToken)
    {
        var removed = post.Parts.Where(part => part.Removal is not null).Select(part => part.Number).ToList();
        DateTimeOffset? now = scope.Now;
        await scope
            .Db.Record.Where(row => row.PostId == post.Id && removed.Contains(row.Part) && row.RemovedAt == null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(entry => entry.RemovedAt, now).SetProperty(entry => entry.Url, (string?)null),
                cancellationToken
            );
    }

    /// <summary>A content is deleted. What the outside was shown of it stays as a hash; the rest goes.</summary>
    public static async Task ForgetAsync(WriteScope scope, List<string> postIds, CancellationToken cancellationToken)
    {
        var entries = scope.Db.Record.Where(row => row.PostId != null && postIds.Contains(row.PostId));
        await entries
            .Where(row => !scope.Db.Channels.Any(channel => channel.Id == row.ChannelId && channel.Record))
            .ExecuteDeleteAsync(cancellationToken);
        await entries.ExecuteUpdateAsync(
            row =>
                row.SetProperty(entry => entry.PostId, (string?)null)
                    .SetProperty(entry => entry.Url, (string?)null)
                    .SetProperty(entry => entry.Opening, (string?)null)
                    .SetProperty(entry => entry.Ending, (string?)null),
            cancellationToken
        );
    }

    private static RecordEntry EntryOf(
        Post post,
        PostPart shown,
        RecordKind kind,
        string hash,
        string? opening = null,
        string? ending = null
    ) =>
        new()
        {
            Hash = hash,
            Kind = kind,
            PostId = post.Id,
            Part = shown.Number,
            ChannelId = post.ChannelId,
            Network = post.Network,
            Language = post.Language,
            At = shown.At,
            Url = shown.Url,
            Opening = opening,
            Ending = ending,
        };
}
