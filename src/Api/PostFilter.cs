using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Which posts a list shows: by state (one or several), channel, content and time; the latest first.</summary>
internal sealed record PostFilter(
    IReadOnlyList<PostState> States,
    string? Channel,
    string? Content,
    DateTimeOffset? From,
    DateTimeOffset? To,
    Page Page,
    DateTimeOffset? Before
)
{
    public static PostFilter Of(HttpRequest request, ProblemList problems)
    {
        var page = Page.Of(request, problems, keys: 2);
        return new PostFilter(
            ReadStates(request, problems),
            request.Query["channel"],
            request.Query["content"],
            ReadTime("from", request, problems),
            ReadTime("to", request, problems),
            page,
            ReadCursor(page, problems)
        );
    }

    public static string[] KeysOf(Post post) => [post.PublishAt.UtcTicks.ToString(CultureInfo.InvariantCulture), post.Id];

    /// <summary>
    /// One row more than the page holds. Each state and channel is read in the order of its own index and the results are merged:
    /// asked for several at once, the database would sort all it has.
    /// </summary>
    public async Task<List<Post>> ReadAsync(PublisherDb db, Caller caller, CancellationToken cancellationToken)
    {
        IEnumerable<PostState?> states = States.Count > 0 ? [.. States] : [null];
        IReadOnlyList<string?> channels = Channel is null && caller.Channels is { } visible ? [.. visible] : new[] { Channel };
        var rows = new List<Post>();
        foreach (var channel in channels.Where(id => id is null || caller.Sees(id)))
        {
            foreach (var state in states)
            {
                rows.AddRange(await ReadAsync(db, state, channel, cancellationToken));
            }
        }

        return
        [
            .. rows.OrderByDescending(post => post.PublishAt)
                .ThenByDescending(post => post.Id, StringComparer.Ordinal)
                .Take(Page.Limit + 1),
        ];
    }

    private Task<List<Post>> ReadAsync(PublisherDb db, PostState? state, string? channel, CancellationToken cancellationToken)
    {
        var posts = db.Posts.Include(post => post.Attempts).Include(post => post.Parts).AsSplitQuery();
        if (state is not null)
        {
            posts = posts.Where(post => post.State == state);
        }

        if (channel is not null)
        {
            posts = posts.Where(post => post.ChannelId == channel);
        }

        if (Content is not null)
        {
            posts = posts.Where(post => post.ContentId == Content);
        }

        return Within(posts)
            .OrderByDescending(post => post.PublishAt)
            .ThenByDescending(post => post.Id)
            .Take(Page.Limit + 1)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Post> Within(IQueryable<Post> posts)
    {
        if (From is { } from)
        {
            posts = posts.Where(post => post.PublishAt >= from);
        }

        if (To is { } to)
        {
            posts = posts.Where(post => post.PublishAt < to);
        }

        if (Before is { } before && Page.After is [_, var id])
        {
            // Said twice so that the index is entered at the right place.
            posts = posts.Where(post => post.PublishAt <= before && (post.PublishAt < before || string.Compare(post.Id, id) < 0));
        }

        return posts;
    }

    private static List<PostState> ReadStates(HttpRequest request, ProblemList problems) =>
        [
            .. request
                .Query["state"]
                .SelectMany(text => text!.Split(',', StringSplitOptions.RemoveEmptyEntries))
                .Select(text => problems.OneOf<PostState>("state", text))
                .OfType<PostState>()
                .Distinct(),
        ];

    // A plus sign that was not encoded arrives as a space.
    private static DateTimeOffset? ReadTime(string name, HttpRequest request, ProblemList problems) =>
        problems.Time(name, request.Query[name] is [{ Length: > 0 } text] ? text.Replace(' ', '+') : null)?.ToUniversalTime();

    private static DateTimeOffset? ReadCursor(Page page, ProblemList problems)
    {
        if (page.After is not [var text, _])
        {
            return null;
        }

        if (long.TryParse(text, out var ticks) && ticks > 0 && ticks < DateTimeOffset.MaxValue.UtcTicks)
        {
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        }

        problems.Add("cursor", "invalid_cursor", "cursor must be a nextCursor that this list gave.");
        return null;
    }
}
