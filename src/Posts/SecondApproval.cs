namespace Publisher.Posts;

/// <summary>One person's wish for an act that needs two. It is done when another person approves it in time.</summary>
public sealed class SecondApproval
{
    /// <summary>How long the other person has.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(24);

    public required string Id { get; init; }

    /// <summary>What shall be done, such as <c>pause.end</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Id of what it is done to.</summary>
    public required string Subject { get; init; }
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public string? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => ApprovedAt is null && now < ExpiresAt;

    public void Approve(string person, DateTimeOffset now)
    {
        if (person == Person || !IsOpen(now))
        {
            throw new InvalidOperationException($"Second approval {Id} cannot be given by {person} now.");
        }

        (ApprovedBy, ApprovedAt) = (person, now);
    }
}
