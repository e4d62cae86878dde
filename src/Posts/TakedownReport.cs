using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>What became of one post of a takedown: <c>pending</c> until it is known.</summary>
/// <param name="Result"><c>pending, removed, blanked, requested, manual, cancelled</c> or <c>failed</c>.</param>
/// <param name="Detail">In words for an editor: what is waited for, or what is left to do. Null when nothing is.</param>
public sealed record TakedownItemResult(string PostId, string ChannelId, string Result, string? Link, string? Detail);

/// <summary>Says of each post of a takedown what became of it, or what is waited for.</summary>
public sealed class TakedownReport(NetworkDirectory networks)
{
    public const string Pending = "pending";

    public IReadOnlyList<TakedownItemResult> Of(Takedown takedown, IEnumerable<Post> posts)
    {
        var byId = posts.ToDictionary(post => post.Id);
        return [.. takedown.Items.Select(item => Of(item, byId.GetValueOrDefault(item.PostId)))];
    }

    /// <summary>The result of a post; one that is no longer known here is left to a person.</summary>
    public static string ResultOf(Post? post) =>
        post?.State switch
        {
            PostState.Removed => "removed",
            PostState.Blanked => "blanked",
            PostState.Requested => "requested",
            PostState.Cancelled or PostState.Missed or PostState.Abandoned => "cancelled",
            PostState.NeedsAttention when post.RemovingSince is not null => "failed",
            PostState.Manual or PostState.NeedsAttention or PostState.HandedOver or null => "manual",
            _ => Pending,
        };

    private TakedownItemResult Of(TakedownItem item, Post? post)
    {
        var result = ResultOf(post);
        return post is null
            ? new(item.PostId, item.ChannelId, result, null, "The post is no longer known here.")
            : new(post.Id, post.ChannelId, result, result is "cancelled" ? null : post.Url, Detail(post, result));
    }

    private string? Detail(Post post, string result) =>
        result switch
        {
            "removed" => null,
            "blanked" => "It could not be deleted; an empty notice stands in its place.",
            "requested" => post.Cause ?? "Deleted here; copies on other servers may stay.",
            "cancelled" => "Nothing of it was out.",
            "failed" => $"It could not be removed within 24 hours: a person must do it. {post.Cause}".TrimEnd(),
            "manual" => post.State switch
            {
                PostState.HandedOver => "It waits in the app's inbox: a person must discard it there.",
                PostState.NeedsAttention => "It is not known whether it is out: a person must look.",
                _ => post.Cause ?? "The network has no call for it: a person must delete it in the app.",
            },
            _ => Awaited(post, networks.Find(post.Network)?.Profile),
        };

    private static string Awaited(Post post, NetworkProfile? network)
    {
        var name = network?.DisplayName ?? post.Network;
        return post.State switch
        {
            PostState.Removing when post.Cause is { } reason =>
                $"{reason} It is tried again at {Moment(post.DueAt)}, and until {Moment(post.RemovingSince!.Value + RetryPlan.LongestRemoval)} if need be; after that a person must do it.",
            PostState.Removing => Removing(name, network?.Takedown),
            PostState.Uncertain =>
                $"It was sent, and no answer told whether it is out. {name} is asked; as soon as it is found, it is removed.",
            PostState.Publishing when post.Attempts is [.., { Outcome: AttemptOutcome.Accepted }] =>
                $"{name} has taken it and still works on it. As soon as {name} says that it is out, it is removed.",
            _ => $"It was on its way out when the takedown came. As soon as the answer of {name} is there, it is removed.",
        };
    }

    private static string Removing(string name, TakedownKind? kind) =>
        kind switch
        {
            TakedownKind.Request =>
                $"{name} is being asked to delete it, and is then read to see that it is gone. Copies that others made can only be asked for.",
            TakedownKind.Blank => $"{name} deletes nothing: it is being emptied, and then read to see that it is empty.",
            TakedownKind.Manual => $"{name} cannot be asked to delete it. What a person must do stands here in a moment.",
            _ => $"{name} is being asked to delete it, and is then read to see that it is gone.",
        };

    private static string Moment(DateTimeOffset at) => PostExplanation.Moment(at);
}
