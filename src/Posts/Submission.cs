using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>What became of a content that was handed in.</summary>
public abstract record SubmissionResult
{
    private SubmissionResult() { }

    public sealed record Accepted(StoredContent Content) : SubmissionResult;

    public sealed record Refused(IReadOnlyList<Problem> Problems) : SubmissionResult;

    /// <summary>There is no such content, or the caller may not see it.</summary>
    public sealed record NotFound : SubmissionResult;

    /// <summary>Somebody else changed it meanwhile; the caller's version is stale.</summary>
    public sealed record Stale(int Version) : SubmissionResult;

    /// <summary>Its state does not allow it.</summary>
    public sealed record Conflict(string Code, string Reason) : SubmissionResult;
}

/// <summary>Takes contents in: checks them, stores a revision, and has it rendered.</summary>
public sealed class Submission(Rendering rendering)
{
    /// <summary>Stores revision 1. <paramref name="visible"/> are the only channels the caller may target; null: all.</summary>
    /// <param name="uploader">Whose uploads it may show besides those its channels show already; null: the <paramref name="person"/>'s.</param>
    public async Task<SubmissionResult> AcceptAsync(
        WriteScope scope,
        Content content,
        bool allChannels,
        string person,
        IReadOnlyList<string>? visible,
        CancellationToken cancellationToken,
        string? uploader = null
    )
    {
        var sight = new MediaSight(uploader ?? person, visible);
        var (aimed, channels, problems) = await CheckAsync(scope, content, allChannels, sight, cancellationToken);
        if (problems.Count > 0)
        {
            return new SubmissionResult.Refused(problems);
        }

        var stored = new StoredContent(scope.NewId("c_"), person, aimed.Tags, scope.Now);
        scope.Db.Contents.Add(stored);
        scope.Db.Revisions.Add(new Revision(stored.Id, 1, person, aimed, scope.Now));
        await rendering.StartAsync(scope, stored, aimed, channels, cancellationToken);
        scope.Tell(
            EventTypes.ContentCreated,
            new
            {
                contentId = stored.Id,
                revision = 1,
                state = stored.State,
            }
        );
        return new SubmissionResult.Accepted(stored);
    }

    /// <summary>Stores a new revision of the whole content.</summary>
    public async Task<SubmissionResult> ReviseAsync(
        WriteScope scope,
        string contentId,
        int expectedVersion,
        Content content,
        bool allChannels,
        string person,
        IReadOnlyList<string>? visible,
        CancellationToken cancellationToken
    )
    {
        var stored = await scope.Db.Contents.FindAsync([contentId], cancellationToken);
        return stored switch
        {
            null => new SubmissionResult.NotFound(),
            { State: ContentState.TakenDown } => new SubmissionResult.Conflict(
                "taken_down",
                "This content was taken down; submit a new one."
            ),
            _ when stored.Version != expectedVersion => new SubmissionResult.Stale(stored.Version),
            _ => await ReviseAsync(
                scope,
                stored,
                await MachineWords.MarkAsync(scope, contentId, content, cancellationToken),
                allChannels,
                person,
                visible,
                cancellationToken
            ),
        };
    }

    /// <summary>Stores a new revision in which one language's text is replaced; the others stay as they stand now.</summary>
    /// <param name="isExpected">Whether this is the text that the caller saw (null: there was none), so that two translators do not meet.</param>
    public Task<SubmissionResult> PutTextAsync(
        WriteScope scope,
        string contentId,
        string language,
        LocalText text,
        Func<LocalText?, bool> isExpected,
        string person,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            scope,
            contentId,
            now =>
                isExpected(now.Texts.GetValueOrDefault(language))
                    ? now with
                    {
                        Texts = new Dictionary<string, LocalText>(now.Texts) { [language] = text },
                    }
                    : null,
            person,
            cancellationToken
        );

    /// <summary>Stores a new revision made from the one that stands now, whatever channels the caller sees.</summary>
    /// <param name="change">Null: it is no longer what the caller saw.</param>
    public async Task<SubmissionResult> ChangeAsync(
        WriteScope scope,
        string contentId,
        Func<Content, Content?> change,
        string person,
        CancellationToken cancellationToken
    )
    {
        var stored = await scope.Db.Contents.FindAsync([contentId], cancellationToken);
        if (stored is null)
        {
            return new SubmissionResult.NotFound();
        }

        if (stored.State is ContentState.TakenDown)
        {
            return new SubmissionResult.Conflict("taken_down", "This content was taken down; submit a new one.");
        }

        var current = await scope.Db.Revisions.SingleAsync(
            row => row.ContentId == contentId && row.Number == stored.Revision,
            cancellationToken
        );
        return change(current.Content) is { } changed
            ? await ReviseAsync(scope, stored, changed, false, person, visible: null, cancellationToken)
            : new SubmissionResult.Stale(stored.Version);
    }

    private async Task<SubmissionResult> ReviseAsync(
        WriteScope scope,
        StoredContent stored,
        Content content,
        bool allChannels,
        string person,
        IReadOnlyList<string>? visible,
        CancellationToken cancellationToken
    )
    {
        var sight = new MediaSight(person, visible);
        var (aimed, channels, problems) = await CheckAsync(scope, content, allChannels, sight, cancellationToken);
        if (problems.Count > 0)
        {
            return new SubmissionResult.Refused(problems);
        }

        await StoreAsync(scope, stored, aimed, channels, person, cancellationToken);
        return new SubmissionResult.Accepted(stored);
    }

    private async Task StoreAsync(
        WriteScope scope,
        StoredContent stored,
        Content content,
        IReadOnlyList<Channel> channels,
        string person,
        CancellationToken cancellationToken
    )
    {
        stored.Revise(content.Tags, scope.Now);
        scope.Db.Revisions.Add(new Revision(stored.Id, stored.Revision, person, content, scope.Now));
        await rendering.StartAsync(scope, stored, content, channels, cancellationToken);
        scope.Tell(
            EventTypes.ContentUpdated,
            new
            {
                contentId = stored.Id,
                revision = stored.Revision,
                state = stored.State,
            }
        );
    }

    /// <summary>
    /// Stores a new revision in which one medium takes another's place, with its alternative texts, focus and covers. Nothing else changes,
    /// so nothing else is judged anew.
    /// </summary>
    internal async Task ReplaceMediumAsync(
        WriteScope scope,
        StoredContent stored,
        string oldId,
        string newId,
        string person,
        CancellationToken cancellationToken
    )
    {
        var current = await scope.Db.Revisions.SingleAsync(
            row => row.ContentId == stored.Id && row.Number == stored.Revision,
            cancellationToken
        );
        var content = current.Content with
        {
            Media = [.. current.Content.Media.Select(media => media.Id == oldId ? media with { Id = newId } : media)],
        };
        var channels = await scope
            .Db.Channels.AsNoTracking()
            .Where(row => content.Channels.Contains(row.Id))
            .ToListAsync(cancellationToken);
        await StoreAsync(scope, stored, content, channels, person, cancellationToken);
    }

    /// <summary>What is wrong with a content, without storing it.</summary>
    public static async Task<IReadOnlyList<Problem>> ProblemsAsync(
        WriteScope scope,
        Content content,
        bool allChannels,
        MediaSight sight,
        CancellationToken cancellationToken
    ) => (await CheckAsync(scope, content, allChannels, sight, cancellationToken)).Problems;

    private static async Task<(Content Aimed, IReadOnlyList<Channel> Channels, IReadOnlyList<Problem> Problems)> CheckAsync(
        WriteScope scope,
        Content content,
        bool allChannels,
        MediaSight sight,
        CancellationToken cancellationToken
    )
    {
        var all = await scope.Db.Channels.AsNoTracking().ToListAsync(cancellationToken);
        var seen = all.Where(channel => sight.Channels is null || sight.Channels.Contains(channel.Id)).ToDictionary(channel => channel.Id);
        var aimed = allChannels
            ? content with
            {
                Channels = [.. seen.Values.Where(channel => channel.Enabled).Select(channel => channel.Id)],
            }
            : content;
        List<Problem> problems = [.. ContentRules.Check(aimed), .. Targets(aimed, allChannels, seen)];
        problems.AddRange(await MediaAsync(scope, aimed, sight, cancellationToken));
        return (aimed, [.. aimed.Channels.Distinct().Where(seen.ContainsKey).Select(id => seen[id])], problems);
    }

    private static IEnumerable<Problem> Targets(Content content, bool allChannels, Dictionary<string, Channel> seen)
    {
        if (!allChannels && content.Channels.Count == 0)
        {
            yield return new("required", "channels", "Name at least one channel, or leave channels out for all enabled ones.");
        }

        for (var i = 0; i < content.Channels.Count; i++)
        {
            if (!seen.ContainsKey(content.Channels[i]))
            {
                yield return new("unknown_channel", $"channels[{i}]", $"There is no channel {content.Channels[i]}.");
            }
        }
    }

    private static async Task<IEnumerable<Problem>> MediaAsync(
        WriteScope scope,
        Content content,
        MediaSight sight,
        CancellationToken cancellationToken
    )
    {
        if (content.Media.Count == 0)
        {
            return [];
        }

        var ids = content.Media.Select(media => media.Id).ToList();
        var known = await sight.KnownAsync(scope.Db, ids, cancellationToken);
        return ids.Select((id, i) => (id, i))
            .Where(media => !known.Contains(media.id))
            .Select(media => new Problem("unknown_media", $"media[{media.i}].id", $"There is no medium {media.id}; upload it first."));
    }
}
