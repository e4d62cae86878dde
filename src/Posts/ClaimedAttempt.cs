using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>An attempt whose row is committed: it may be sent until the key's deadline, by the owner of the fence and nobody else.</summary>
public sealed record ClaimedAttempt(
    string PostId,
    int Number,
    long Fence,
    Channel Channel,
    Variant Variant,
    Part Part,
    Prepared.Ready Prepared,
    AttemptKey Key,
    DateTimeOffset StartedAt
)
{
    internal static ClaimedAttempt Of(Post post, PostAttempt attempt, Channel channel, Variant variant, TimeProvider time) =>
        new(
            post.Id,
            attempt.Number,
            attempt.Fence,
            channel,
            variant,
            variant.Parts[attempt.Part - 1],
            PreparedOf(post),
            new AttemptKey(attempt.Key, attempt.Part, attempt.KeyFirstUsedAt, new AttemptDeadline(time, AttemptDeadline.Length)),
            attempt.StartedAt
        );

    /// <summary>What was prepared, and what earlier parts came to: <c>part1</c>, <c>link1</c>…</summary>
    internal static Prepared.Ready PreparedOf(Post post)
    {
        var values = new Dictionary<string, string>(post.Prepared ?? new Dictionary<string, string>());
        foreach (var part in post.Parts)
        {
            values[$"part{part.Number}"] = part.RemoteId;
            values[$"link{part.Number}"] = part.Url ?? "";
        }

        return new(values);
    }
}
