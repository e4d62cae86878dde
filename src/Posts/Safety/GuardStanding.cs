namespace Publisher.Posts.Safety;

/// <summary>What the guard says of what a post would show.</summary>
public enum GuardStanding
{
    Clear,

    /// <summary>It shows a protected name that no two people have let pass.</summary>
    Shows,

    /// <summary>It has not been read with the list as it stands.</summary>
    Unread,
}
