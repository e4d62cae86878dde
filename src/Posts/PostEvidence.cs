namespace Publisher.Posts;

/// <summary>What helps a person to find out whether a part is out.</summary>
/// <param name="Part">The part in doubt.</param>
/// <param name="From">It cannot have gone out before.</param>
/// <param name="Until">Nothing of it was written to the network after.</param>
/// <param name="VariantHash">Of exactly what was being sent.</param>
/// <param name="Seen">How far the call came.</param>
/// <param name="Url">The last part of the post that is known to be out; null: none.</param>
public sealed record PostEvidence(int Part, DateTimeOffset From, DateTimeOffset Until, string VariantHash, string? Seen, string? Url)
{
    /// <summary>Null when nothing is in doubt.</summary>
    public static PostEvidence? Of(Post post) =>
        post.State is PostState.Uncertain or PostState.NeedsAttention or PostState.HandedOver
        && post.Attempts.MaxBy(attempt => attempt.Number)
            is { Outcome: null or AttemptOutcome.Uncertain or AttemptOutcome.Accepted } attempt
            ? new(
                attempt.Part,
                attempt.StartedAt,
                attempt.FinishedAt < attempt.Deadline ? attempt.FinishedAt.Value : attempt.Deadline,
                post.VariantHash,
                attempt.Detail,
                post.Parts.OrderBy(part => part.Number).LastOrDefault(part => part.Url is not null)?.Url
            )
            : null;
}
