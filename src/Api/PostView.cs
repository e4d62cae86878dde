using Publisher.Posts;

namespace Publisher.Api;

/// <summary>A post as it is shown.</summary>
/// <param name="Cause">Why it is blocked, refused or needs attention; null otherwise.</param>
/// <param name="Url">Where readers see it.</param>
/// <param name="LateByMs">From its time to the first attempt.</param>
internal sealed record PostView(
    string Id,
    string ContentId,
    string ChannelId,
    string Network,
    string Language,
    DateTimeOffset PublishAt,
    string? Timezone,
    PostState State,
    string? Cause,
    IReadOnlyList<AttemptView> Attempts,
    IReadOnlyList<PostPartView> Parts,
    string? Url,
    DateTimeOffset? PublishedAt,
    double? LateByMs,
    DateTimeOffset? NextTryAt
)
{
    public static PostView Of(Post post) =>
        new(
            post.Id,
            post.ContentId,
            post.ChannelId,
            post.Network,
            post.Language,
            post.PublishAt,
            post.TimeZone,
            post.State,
            post.Cause,
            [.. post.Attempts.OrderBy(attempt => attempt.Number).Select(AttemptView.Of)],
            [.. post.Parts.OrderBy(part => part.Number).Select(part => new PostPartView(part.RemoteId, part.Url))],
            post.Url,
            post.PublishedAt,
            post.LateBy?.TotalMilliseconds,
            post.NextTryAt
        );
}

/// <param name="Outcome">Null while it runs.</param>
internal sealed record AttemptView(
    int Number,
    int Part,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    AttemptOutcome? Outcome,
    string? Code,
    string? Detail
)
{
    public static AttemptView Of(PostAttempt attempt) =>
        new(attempt.Number, attempt.Part, attempt.StartedAt, attempt.FinishedAt, attempt.Outcome, attempt.Code, attempt.Detail);
}

internal sealed record PostPartView(string RemoteId, string? Url);

/// <summary>What a request for posts made.</summary>
internal sealed record PostsView(IReadOnlyList<PostView> Items);
