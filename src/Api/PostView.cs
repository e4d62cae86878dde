using Publisher.Posts;

namespace Publisher.Api;

/// <summary>A post as it is shown.</summary>
/// <param name="Cause">Why it waits, is held, blocked or refused, or needs attention: a code or a reason; null otherwise.</param>
/// <param name="Explanation">The same in words for an editor: what happened, what comes next, what they can do.</param>
/// <param name="Url">Where readers see it.</param>
/// <param name="Evidence">Where a person must look whether it is out; null when nothing is in doubt.</param>
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
    string? Explanation,
    IReadOnlyList<AttemptView> Attempts,
    IReadOnlyList<PostPartView> Parts,
    string? Url,
    DateTimeOffset? PublishedAt,
    double? LateByMs,
    DateTimeOffset? NextTryAt,
    PostEvidence? Evidence
)
{
    /// <param name="channel">The post's; null when it was deleted.</param>
    /// <param name="pauses">Those in force.</param>
    public static PostView Of(Post post, Channel? channel, IReadOnlyList<Pause> pauses)
    {
        var explanation = PostExplanation.Of(post, channel, pauses);
        return new(
            post.Id,
            post.ContentId,
            post.ChannelId,
            post.Network,
            post.Language,
            post.PublishAt,
            post.TimeZone,
            post.State,
            explanation.Cause,
            explanation.Text,
            [.. post.Attempts.OrderBy(attempt => attempt.Number).Select(AttemptView.Of)],
            [.. post.Parts.OrderBy(part => part.Number).Select(part => new PostPartView(part.RemoteId, part.Url))],
            post.Url,
            post.PublishedAt,
            post.LateBy?.TotalMilliseconds,
            post.NextTryAt,
            PostEvidence.Of(post)
        );
    }
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
