using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>
/// The database in memory. Who reads gets the row as it stands; a commit succeeds only if fence and state are still those that
/// were read, and writes only the columns that were changed. Stored rows are never changed, only replaced.
/// </summary>
internal sealed class Diary(Post[] posts, Piece[] pieces, Channel[] channels, Rules rules)
{
    private readonly List<Pause> _pauses = [];

    public IReadOnlyList<Post> Posts => posts;
    public IReadOnlyList<Piece> Pieces => pieces;
    public IReadOnlyList<Channel> Channels => channels;
    public IReadOnlyList<Pause> Pauses => _pauses;

    /// <summary>Its disk takes nothing.</summary>
    public bool IsFull { get; set; }

    public Channel ChannelOf(Post post) => channels[PlaceOf(post.ChannelId)];

    public Clearance ClearanceOf(Post post, int number, Channel working) =>
        new(working, rules.Approve(pieces[number], post), rules.Hold(_pauses, working));

    /// <summary>False when somebody was faster.</summary>
    public bool TryCommit(int number, Post read, Post mine, Channel? changedChannel = null)
    {
        var current = posts[number];
        var unchanged = current.State == read.State && current.Fence == read.Fence;
        if (!unchanged && !rules.Has(PlantedBug.IgnoreState) && !rules.Has(PlantedBug.IgnoreFence))
        {
            return false;
        }

        Checks.Moves(current, mine);
        posts[number] = ReferenceEquals(current, read) ? mine : Copies.Merge(read, mine, current);
        if (changedChannel is not null)
        {
            channels[PlaceOf(changedChannel.Id)] = changedChannel;
        }

        return true;
    }

    public void Change(int place, Action<Channel> change)
    {
        var copy = Copies.Copy(channels[place]);
        change(copy);
        channels[place] = copy;
    }

    /// <param name="channelId">Null: everything.</param>
    public void Stop(string? channelId, string person, DateTimeOffset now) =>
        _pauses.Add(
            new Pause
            {
                Id = "",
                Scope = channelId is null ? PauseScope.All : PauseScope.Channel,
                ChannelId = channelId,
                Reason = "",
                Person = person,
                At = now,
            }
        );

    /// <summary>Ends the pauses that this person started.</summary>
    public void Resume(string person, DateTimeOffset now)
    {
        for (var place = 0; place < channels.Length; place++)
        {
            if (_pauses.Exists(pause => pause.Person == person && pause.Covers(channels[place].Id)))
            {
                Change(place, channel => channel.Resume(now));
            }
        }

        _pauses.RemoveAll(pause => pause.Person == person);
    }

    public Backup Copy(DateTimeOffset now) =>
        new(now, [.. posts], [.. channels], [.. _pauses], [.. pieces.Select(piece => (piece.Revision, piece.IsApproved))]);

    public void PutBack(Backup backup)
    {
        for (var number = 0; number < posts.Length; number++)
        {
            posts[number] = backup.Posts[number];
            (pieces[number].Revision, pieces[number].IsApproved) = backup.Texts[number];
        }

        for (var place = 0; place < channels.Length; place++)
        {
            channels[place] = backup.Channels[place];
        }

        _pauses.Clear();
        _pauses.AddRange(backup.Pauses);
    }

    private int PlaceOf(string channelId) => Array.FindIndex(channels, channel => channel.Id == channelId);
}
