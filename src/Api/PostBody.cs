using Publisher.Api.Conventions;
using Publisher.Posts;

namespace Publisher.Api;

/// <summary>Posts that are asked for: exactly one of <see cref="PublishAt"/>, <see cref="Queue"/> and <see cref="Now"/>.</summary>
internal sealed record PostBody
{
    public string? ContentId { get; init; }
    public IReadOnlyList<string?>? Channels { get; init; }
    public string? PublishAt { get; init; }
    public string? Timezone { get; init; }
    public bool? Queue { get; init; }
    public bool? Now { get; init; }
    public string? LatenessLimit { get; init; }
    public bool? Repeat { get; init; }

    public PostOrder ToOrder(ProblemList problems) =>
        new(
            problems.Required("contentId", ContentId),
            ContentBody.Listed("channels", Channels, problems),
            ToTiming(problems),
            problems.Duration("latenessLimit", LatenessLimit, TimeSpan.FromDays(31)),
            Repeat ?? false
        );

    private PostTiming ToTiming(ProblemList problems)
    {
        var at = problems.Time("publishAt", PublishAt);
        if ((PublishAt is null ? 0 : 1) + (Queue is true ? 1 : 0) + (Now is true ? 1 : 0) != 1)
        {
            problems.Add("publishAt", "required", "Say exactly one of publishAt, \"queue\": true and \"now\": true.");
        }

        return Queue is true ? new PostTiming.Queue()
            : Now is true ? new PostTiming.Now()
            : new PostTiming.At(at ?? default, problems.Optional("timezone", Timezone, 60));
    }
}

/// <summary>A post's new time.</summary>
internal sealed record PostTimeBody(string? PublishAt, string? Timezone);

/// <summary>What a person found when they looked: it is out (at this address), or it is not.</summary>
internal sealed record ResolveBody(bool? Landed, string? Url, bool? Retry);
