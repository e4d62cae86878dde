using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>When posts shall go out: exactly one of a time, the queue, or now.</summary>
public abstract record PostTiming
{
    private PostTiming() { }

    /// <param name="TimeZone">IANA name the editor thought in; the wall time must exist there with this offset.</param>
    public sealed record At(DateTimeOffset Time, string? TimeZone) : PostTiming;

    /// <summary>The next free slot of each channel.</summary>
    public sealed record Queue : PostTiming;

    public sealed record Now : PostTiming;
}

/// <param name="Repeat">A second live post for the same content and channel is wanted.</param>
public sealed record PostOrder(string ContentId, IReadOnlyList<string> Channels, PostTiming Timing, TimeSpan? LatenessLimit, bool Repeat);

public abstract record SchedulingResult
{
    private SchedulingResult() { }

    public sealed record Made(IReadOnlyList<Post> Posts) : SchedulingResult;

    public sealed record NotFound : SchedulingResult;

    /// <summary>422: what is asked for cannot be meant.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : SchedulingResult;

    /// <summary>409: <c>not_approved</c>, <c>already_posted</c> (with <paramref name="PostId"/>), <c>taken_down</c>.</summary>
    public sealed record Conflict(string Code, string Reason, string? PostId, IReadOnlyList<Problem> Problems) : SchedulingResult;

    /// <summary>409: what would go out shows protected names.</summary>
    public sealed record Shows(IReadOnlyList<(StoredVariant Variant, GuardFinding Finding)> Hits) : SchedulingResult;
}

/// <summary>Makes one post per channel, all or none.</summary>
public sealed class Scheduling(PostAlarms alarms, Settlement settlement)
{
    /// <summary>Later than this after its time a post is missed: six hours.</summary>
    public static TimeSpan DefaultLatenessLimit { get; } = TimeSpan.FromHours(6);

    /// <summary>How far ahead a post may be scheduled.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(366 * 2);

    /// <param name="visible">The only channels the caller may target; null: all.</param>
    public async Task<SchedulingResult> ScheduleAsync(
        WriteScope scope,
        PostOrder order,
        string person,
        IReadOnlyList<string>? visible,
        CancellationToken cancellationToken
    )
    {
        if (await scope.Db.Contents.FindAsync([order.ContentId], cancellationToken) is not { } content)
        {
            return new SchedulingResult.NotFound();
        }

        if (content.State is ContentState.TakenDown)
        {
            return new SchedulingResult.Conflict("taken_down", "This content was taken down; submit a new one.", null, []);
        }

        var board = await ScheduleBoard.LoadAsync(scope, content, order, visible, cancellationToken);
        var problems = board.Problems(order, scope.Now);
        if (problems.Count > 0)
        {
            return new SchedulingResult.Refused(problems);
        }

        if (board.Objection(order) is { } objection)
        {
            return objection;
        }

        return await LeakChecks.HitsAsync(scope.Db, board.Variants.Values, cancellationToken) is { Count: > 0 } hits
            ? new SchedulingResult.Shows(hits)
            : await MakeAsync(scope, order, board, person, cancellationToken);
    }

    private async Task<SchedulingResult> MakeAsync(
        WriteScope scope,
        PostOrder order,
        ScheduleBoard board,
        string person,
        CancellationToken cancellationToken
    )
    {
        var posts = new List<Post>();
        var problems = new List<Problem>();
        foreach (var (id, i) in order.Channels.Select((id, i) => (id, i)))
        {
            if (await TimeAsync(scope, order, board.Channels[id], cancellationToken) is not { } at)
            {
                problems.Add(new("no_slots", $"channels[{i}]", $"Channel {id} has no slots; give it some, or say publishAt."));
                continue;
            }

            var timeZone = (order.Timing as PostTiming.At)?.TimeZone;
            posts.Add(
                new Post(
                    scope.NewId("p_"),
                    board.Variants[id],
                    at,
                    timeZone,
                    order.LatenessLimit ?? DefaultLatenessLimit,
                    order.Repeat,
                    person,
                    scope.Now,
                    order.Timing is PostTiming.Now ? TimeSpan.Zero : Drawn(board.Channels[id].Jitter)
                )
            );
        }

        if (problems.Count > 0)
        {
            return new SchedulingResult.Refused(problems);
        }

        scope.Db.Posts.AddRange(posts);
        posts.ForEach(post => scope.Tell(EventTypes.PostScheduled, PostEvents.Data(post)));
        alarms.Arm(scope, posts);
        await settlement.RetimeAsync(scope, order.ContentId, cancellationToken);
        return new SchedulingResult.Made(posts);
    }

    /// <summary>Evenly from zero to the channel's jitter, in whole milliseconds; nobody can guess it.</summary>
    private static TimeSpan Drawn(TimeSpan most) =>
        TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)most.TotalMilliseconds + 1));

    private static async Task<DateTimeOffset?> TimeAsync(
        WriteScope scope,
        PostOrder order,
        Channel channel,
        CancellationToken cancellationToken
    ) =>
        order.Timing switch
        {
            PostTiming.At(var time, _) => time.ToUniversalTime(),
            PostTiming.Now => scope.Now,
            _ => QueueSlots.NextFree(channel.Slots, await TakenAsync(scope, channel, cancellationToken), scope.Now),
        };

    /// <summary>Their slots are free again.</summary>
    private static readonly PostState[] Gone = [PostState.Cancelled, PostState.Missed, PostState.Abandoned];

    private static async Task<HashSet<DateTimeOffset>> TakenAsync(WriteScope scope, Channel channel, CancellationToken cancellationToken)
    {
        var now = scope.Now;
        return
        [
            .. await scope
                .Db.Posts.Where(post => post.ChannelId == channel.Id && post.PublishAt >= now && !Gone.Contains(post.State))
                .Select(post => post.PublishAt)
                .ToListAsync(cancellationToken),
        ];
    }
}
