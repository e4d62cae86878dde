using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Posts in the order of their time: one query over the index of times, however many there are.</summary>
public static class PostCalendar
{
    /// <summary>More than any screen shows; what goes beyond is asked for from its time on.</summary>
    public const int MostPosts = 2_000;

    /// <param name="channels">Only posts of these channels; null: all.</param>
    /// <returns>One more than <see cref="MostPosts"/> when there are more.</returns>
    public static Task<List<CalendarPost>> ReadAsync(
        PublisherDb db,
        DateTimeOffset from,
        DateTimeOffset to,
        IReadOnlyList<string>? channels,
        CancellationToken cancellationToken
    ) => Query(db, from, to, channels).ToListAsync(cancellationToken);

    internal static IQueryable<CalendarPost> Query(PublisherDb db, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<string>? channels)
    {
        var posts = db.Posts.Where(post => post.PublishAt >= from && post.PublishAt < to);
        if (channels is not null)
        {
            posts = posts.Where(post => channels.Contains(post.ChannelId));
        }

        return posts
            .OrderBy(post => post.PublishAt)
            .ThenBy(post => post.Id)
            .Take(MostPosts + 1)
            .Select(post => new CalendarPost(
                post.Id,
                post.ContentId,
                post.ChannelId,
                post.Network,
                post.Language,
                post.PublishAt,
                post.TimeZone,
                post.State,
                db.Parts.Where(part => part.PostId == post.Id && part.Url != null)
                    .OrderBy(part => part.Number < post.LeadPart)
                    .ThenBy(part => part.Number)
                    .Select(part => part.Url)
                    .FirstOrDefault()
            ));
    }
}

/// <summary>A post as a calendar shows it.</summary>
/// <param name="Url">As <see cref="Post.Url"/> has it.</param>
public sealed record CalendarPost(
    string Id,
    string ContentId,
    string ChannelId,
    string Network,
    string Language,
    DateTimeOffset PublishAt,
    string? Timezone,
    PostState State,
    string? Url
);
