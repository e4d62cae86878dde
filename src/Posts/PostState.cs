using System.Collections.Frozen;

namespace Publisher.Posts;

public enum PostState
{
    /// <summary>Waits for its time, or for the next try.</summary>
    Scheduled,

    /// <summary>An attempt's row is committed: a call is under way, or the network is still working on it.</summary>
    Publishing,
    Published,

    /// <summary>A call left and no answer was understood: the network is being asked.</summary>
    Uncertain,

    /// <summary>Only a person can find out or decide.</summary>
    NeedsAttention,

    /// <summary>The network said no.</summary>
    Refused,

    /// <summary>Later than its lateness limit, so it was not sent.</summary>
    Missed,

    /// <summary>Held until its cause is gone: approval voided, guard, media store.</summary>
    Blocked,
    Cancelled,
    Abandoned,
    Removing,
    Removed,
    Blanked,
    Requested,
    Manual,

    /// <summary>A person finishes it in the network's app.</summary>
    HandedOver,
}

/// <summary>Every move a post may make; nothing else changes a state.</summary>
public static class PostMoves
{
    private static readonly FrozenDictionary<PostState, PostState[]> Allowed = new Dictionary<PostState, PostState[]>
    {
        [PostState.Scheduled] =
        [
            PostState.Publishing,
            PostState.Missed,
            PostState.Blocked,
            PostState.Cancelled,
            PostState.Refused, // the network said no to a preparing call: nothing is visible
            PostState.NeedsAttention, // a later part ran out of tries or of time
            PostState.Uncertain, // in a copy that was put back: it may have gone out since
            PostState.Removing, // an earlier part is visible and is taken down
        ],
        [PostState.Blocked] =
        [
            PostState.Scheduled,
            PostState.Missed,
            PostState.Cancelled,
            PostState.NeedsAttention, // an earlier part is visible
            PostState.Uncertain, // in a copy that was put back
            PostState.Removing,
        ],
        [PostState.Publishing] =
        [
            PostState.Published,
            PostState.Publishing,
            PostState.Refused,
            PostState.Uncertain,
            PostState.Scheduled,
            PostState.HandedOver,
            PostState.NeedsAttention,
        ],
        [PostState.Uncertain] =
        [
            PostState.Published,
            PostState.Publishing,
            PostState.Scheduled,
            PostState.Refused,
            PostState.HandedOver,
            PostState.NeedsAttention,
        ],
        [PostState.NeedsAttention] =
        [
            PostState.Published,
            PostState.Scheduled,
            PostState.Abandoned,
            PostState.Removing,
            PostState.Removed, // by a person, where the network would not
        ],
        [PostState.Refused] = [PostState.Scheduled, PostState.Abandoned, PostState.Removing],
        [PostState.Missed] = [PostState.Scheduled],
        [PostState.HandedOver] =
        [
            PostState.Published,
            PostState.Abandoned,
            PostState.Publishing, // the next part
        ],
        [PostState.Published] = [PostState.Removing],
        [PostState.Abandoned] = [PostState.Removing],
        [PostState.Removing] = [PostState.Removed, PostState.Blanked, PostState.Requested, PostState.Manual, PostState.NeedsAttention],
        [PostState.Manual] = [PostState.Removing, PostState.Removed],
        [PostState.Requested] = [PostState.Removing, PostState.Removed],
        [PostState.Blanked] = [PostState.Removing, PostState.Removed],
        [PostState.Removed] = [],
        [PostState.Cancelled] = [],
    }.ToFrozenDictionary();

    public static bool Allows(PostState from, PostState to) => Allowed[from].Contains(to);

    /// <summary>Posts that stand in the way of a second one for the same content and channel.</summary>
    public static bool IsLive(PostState state) =>
        state is not (PostState.Cancelled or PostState.Missed or PostState.Abandoned or PostState.Removed);

    /// <summary>States that nothing but a person or a takedown leaves.</summary>
    public static bool IsFinal(PostState state) =>
        state
            is PostState.Published
                or PostState.Missed
                or PostState.Cancelled
                or PostState.Abandoned
                or PostState.Removed
                or PostState.Blanked
                or PostState.Requested
                or PostState.Manual;
}
