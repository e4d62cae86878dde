using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The diary as it stood at a moment. What people wished since stays in their heads.</summary>
internal sealed record Backup(
    DateTimeOffset At,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<Channel> Channels,
    IReadOnlyList<Pause> Pauses,
    IReadOnlyList<(int Revision, bool IsApproved)> Texts
);
