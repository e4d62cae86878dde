namespace Publisher.Posts.Media;

/// <summary>What became of a wish to cover a picture.</summary>
public abstract record CoverResult
{
    private CoverResult() { }

    public sealed record Made(StoredMedia Media) : CoverResult;

    /// <summary>The old picture is out, or on its way, or a channel's logo: it cannot be destroyed before that is undone.</summary>
    /// <param name="Contents">Ids.</param>
    /// <param name="Posts">Ids of what must be taken down, cancelled or resolved first.</param>
    /// <param name="Channels">Ids of those that have it as their logo, as far as the caller sees them.</param>
    public sealed record InUse(IReadOnlyList<string> Contents, IReadOnlyList<string> Posts, IReadOnlyList<string> Channels) : CoverResult;

    /// <summary>A piece that shows it is also for channels that the caller may not see.</summary>
    public sealed record BeyondSight : CoverResult;
}
