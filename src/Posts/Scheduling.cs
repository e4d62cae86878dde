using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
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
}

/// <summary>Makes one post per channel, all or none.</summary>
public sealed class Scheduling(PostAlarms alarms)
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

        var board = await Board.LoadAsync(scope, content, order, visible, cancellationToken);
        var problems = board.Problems(order, scope.Now);
        if (problems.Count > 0)
        {
            return new SchedulingResult.Refused(problems);
        }

        return board.Objection(order) ?? await MakeAsync(scope, order, board, person, cancellationToken);
    }

    private async Task<SchedulingResult> MakeAsync(
        WriteScope scope,
        PostOrder order,
        Board board,
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
                    scope.Now
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
        return new SchedulingResult.Made(posts);
    }

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

    /// <summary>All that is known of the channels an order names.</summary>
    private sealed record Board(
        Dictionary<string, Channel> Channels,
        Dictionary<string, StoredVariant> Variants,
        Dictionary<string, string> LivePosts,
        ApprovalNeed Need
    )
    {
        public static async Task<Board> LoadAsync(
            WriteScope scope,
            StoredContent content,
            PostOrder order,
            IReadOnlyList<string>? visible,
            CancellationToken cancellationToken
        )
        {
            var ids = order.Channels.Where(id => visible is null || visible.Contains(id)).ToList();
            var channels = await scope
                .Db.Channels.AsNoTracking()
                .Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, cancellationToken);
            var variants = await scope
                .Db.Variants.AsNoTracking()
                .Where(row =>
                    row.ContentId == content.Id && row.Revision == content.Revision && !row.Superseded && ids.Contains(row.ChannelId)
                )
                .ToDictionaryAsync(row => row.ChannelId, cancellationToken);
            var keys = ids.ConvertAll(id => Post.Key(content.Id, id));
            var live = await scope
                .Db.Posts.AsNoTracking()
                .Where(post => post.LiveKey != null && keys.Contains(post.LiveKey))
                .ToDictionaryAsync(post => post.ChannelId, post => post.Id, cancellationToken);
            return new(channels, variants, live, content.Hash is null ? ApprovalNeed.StillRendering : ApprovalNeed.Approved);
        }

        public List<Problem> Problems(PostOrder order, DateTimeOffset now)
        {
            List<Problem> problems = [.. Times(order, now)];
            if (order.Channels.Count == 0)
            {
                problems.Add(new("required", "channels", "Name at least one channel."));
            }

            for (var i = 0; i < order.Channels.Count; i++)
            {
                problems.AddRange(OfChannel($"channels[{i}]", order.Channels[i], order.Channels.Take(i).Contains(order.Channels[i])));
            }

            return problems;
        }

        /// <summary>What stands in the way now but may change: approval, or a live post.</summary>
        public SchedulingResult? Objection(PostOrder order)
        {
            var unapproved = order.Channels.Select((id, i) => (id, i)).Where(item => !Variants[item.id].Approved).ToList();
            if (unapproved.Count > 0)
            {
                var reason =
                    Need is ApprovalNeed.StillRendering
                        ? "The content is still being rendered and so not approved."
                        : "A second person must approve these variants first.";
                return new SchedulingResult.Conflict(
                    "not_approved",
                    reason,
                    null,
                    [
                        .. unapproved.Select(item => new Problem(
                            "not_approved",
                            $"channels[{item.i}]",
                            $"The variant for {item.id} is not approved."
                        )),
                    ]
                );
            }

            var posted = order.Channels.Select((id, i) => (id, i)).Where(item => !order.Repeat && LivePosts.ContainsKey(item.id)).ToList();
            return posted.Count == 0
                ? null
                : new SchedulingResult.Conflict(
                    "already_posted",
                    "This content already has a live post on this channel; say \"repeat\": true if a second one is meant.",
                    LivePosts[posted[0].id],
                    [
                        .. posted.Select(item => new Problem(
                            "already_posted",
                            $"channels[{item.i}]",
                            $"Post {LivePosts[item.id]} is live on {item.id}."
                        )),
                    ]
                );
        }

        private IEnumerable<Problem> OfChannel(string field, string id, bool again)
        {
            if (again)
            {
                yield return new("duplicate", field, $"Channel {id} is named twice.");
            }
            else if (!Channels.ContainsKey(id))
            {
                yield return new("unknown_channel", field, $"There is no channel {id}.");
            }
            else if (!Variants.TryGetValue(id, out var variant))
            {
                yield return new("not_targeted", field, $"The content is not for channel {id}; add it to the content's channels.");
            }
            else if (variant.State is VariantState.Impossible)
            {
                foreach (var problem in variant.Problems)
                {
                    yield return new(problem.Code, field, $"The variant for {id} is impossible: {problem.Message}");
                }
            }
        }

        private static IEnumerable<Problem> Times(PostOrder order, DateTimeOffset now)
        {
            if (order.LatenessLimit is { } limit && (limit < TimeSpan.FromMinutes(1) || limit > TimeSpan.FromDays(31)))
            {
                yield return new(
                    "out_of_range",
                    "latenessLimit",
                    $"Between PT1M and P31D; this is {System.Xml.XmlConvert.ToString(limit)}."
                );
            }

            foreach (var problem in order.Timing is PostTiming.At at ? PostTimes.Check(at.Time, at.TimeZone, now) : [])
            {
                yield return problem;
            }
        }
    }

    private enum ApprovalNeed
    {
        Approved,
        StillRendering,
    }
}

/// <summary>What a time must hold to.</summary>
public static class PostTimes
{
    public static IEnumerable<Problem> Check(DateTimeOffset time, string? timeZone, DateTimeOffset now)
    {
        if (timeZone is not null && WallTime.Check(time, timeZone) is { } wrong)
        {
            yield return wrong;
        }

        if (time < now)
        {
            yield return new(
                "in_the_past",
                "publishAt",
                $"{Told(time)} is past; it is {Told(now)} now. Say \"now\": true to publish at once."
            );
        }
        else if (time > now + Scheduling.Horizon)
        {
            yield return new(
                "too_far",
                "publishAt",
                $"{Told(time)} is more than two years ahead; the latest is {Told(now + Scheduling.Horizon)}."
            );
        }
    }

    /// <summary>A time for a person to read, to the second.</summary>
    public static string Told(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}
