namespace Publisher.Channels;

/// <summary>What a channel's credentials can do, asked without publishing anything.</summary>
/// <param name="Account">The account's public name as the network shows it.</param>
public sealed record CheckResult(bool Ok, string? Account, bool CanPublish, bool CanTakeDown, IReadOnlyList<Problem> Problems)
{
    public static CheckResult Broken(params IReadOnlyList<Problem> problems) => new(false, null, false, false, problems);
}

/// <summary>How often a post was seen and answered; null where the network does not say.</summary>
public sealed record Metrics(long? Views, long? Likes, long? Shares, long? Comments);
