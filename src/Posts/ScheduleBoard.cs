using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>All that is known of the channels an order names.</summary>
internal sealed record ScheduleBoard(
    Dictionary<string, Channel> Channels,
    Dictionary<string, StoredVariant> Variants,
    Dictionary<string, string> LivePosts,
    ApprovalNeed Need
)
{
    public static async Task<ScheduleBoard> LoadAsync(
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
            .Where(row => row.ContentId == content.Id && row.Revision == content.Revision && !row.Superseded && ids.Contains(row.ChannelId))
            .ToDictionaryAsync(row => row.ChannelId, cancellationToken);
        var keys = ids.ConvertAll(id => Post.Key(content.Id, id));
        var live = await scope
            .Db.Posts.AsNoTracking()
            .Where(post => post.LiveKey != null && keys.Contains(post.LiveKey))
            .ToDictionaryAsync(post => post.ChannelId, post => post.Id, cancellationToken);
        return new(channels, variants, live, await NeedAsync(scope, content, variants.Values, cancellationToken));
    }

    private static async Task<ApprovalNeed> NeedAsync(
        WriteScope scope,
        StoredContent content,
        IReadOnlyCollection<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        if (content.Hash is null)
        {
            return ApprovalNeed.StillRendering;
        }

        var unapproved = variants.Where(variant => !variant.Approved).ToList();
        return
            unapproved.Count > 0
            && await scope.Db.Revisions.FindAsync([content.Id, content.Revision], cancellationToken) is { } revision
            && unapproved.Exists(variant => revision.Content.TextIn(variant.Language) is { Machine: true })
            ? ApprovalNeed.MachineText
            : ApprovalNeed.Approved;
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
            var reason = Need switch
            {
                ApprovalNeed.StillRendering => "The content is still being rendered and so not approved.",
                ApprovalNeed.MachineText =>
                    "A machine wrote the text of some of these variants; a person must accept it with PUT of that language first.",
                _ => "A second person must approve these variants first.",
            };
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
        if (order.LatenessLimit is { } limit && (limit < TimeSpan.FromSeconds(1) || limit > TimeSpan.FromDays(31)))
        {
            yield return new(
                "out_of_range",
                "latenessLimit",
                $"latenessLimit lies between PT1S and P31D; this is {System.Xml.XmlConvert.ToString(limit)}."
            );
        }

        foreach (var problem in order.Timing is PostTiming.At at ? PostTimes.Check(at.Time, at.TimeZone, now) : [])
        {
            yield return problem;
        }
    }
}

internal enum ApprovalNeed
{
    Approved,
    StillRendering,
    MachineText,
}
