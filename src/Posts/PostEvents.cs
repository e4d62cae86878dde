namespace Publisher.Posts;

/// <summary>What the outside is told of a post: ids, state, network, language and the public link.</summary>
public static class PostEvents
{
    public static object Data(Post post) =>
        new
        {
            postId = post.Id,
            contentId = post.ContentId,
            channelId = post.ChannelId,
            network = post.Network,
            language = post.Language,
            state = post.State,
            publishAt = post.PublishAt,
            url = post.Url,
        };

    /// <summary>The event that a state is told by; null for states nobody is told of.</summary>
    public static string? TypeOf(PostState state) =>
        state switch
        {
            PostState.Published => EventTypes.PostPublished,
            PostState.Refused => EventTypes.PostRefused,
            PostState.Uncertain => EventTypes.PostUncertain,
            PostState.NeedsAttention or PostState.HandedOver => EventTypes.PostNeedsAttention,
            PostState.Missed => EventTypes.PostMissed,
            PostState.Blocked => EventTypes.PostBlocked,
            PostState.Cancelled => EventTypes.PostCancelled,
            PostState.Abandoned => EventTypes.PostAbandoned,
            PostState.Removed or PostState.Blanked or PostState.Requested or PostState.Manual => EventTypes.PostRemoved,
            _ => null,
        };

    /// <summary>Tells of a post whose state changed from <paramref name="before"/>.</summary>
    public static void TellOf(this Storage.WriteScope scope, Post post, PostState before)
    {
        if (post.State != before && TypeOf(post.State) is { } type)
        {
            scope.Tell(type, Data(post));
            scope.Audit(
                type,
                post.Id,
                new Dictionary<string, string>
                {
                    ["contentId"] = post.ContentId,
                    ["channelId"] = post.ChannelId,
                    ["variantHash"] = post.VariantHash,
                }
            );
        }
    }
}
