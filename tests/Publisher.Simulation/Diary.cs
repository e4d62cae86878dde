using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>A content as people see it: which text stands, and whether it is approved.</summary>
internal sealed class Piece(StoredVariant[] revisions)
{
    private int _revision;

    public StoredVariant Variant => revisions[_revision];
    public bool IsApproved { get; set; } = true;

    /// <summary>A person took it down.</summary>
    public bool IsTakenDown { get; set; }

    public void Edit()
    {
        _revision = (_revision + 1) % revisions.Length;
        IsApproved = false;
    }

    public bool Approves(Post post) => IsApproved && post.VariantId == Variant.Id;
}

/// <summary>
/// The database in memory. Who reads gets the row as it stands; a commit succeeds only if fence and state are still those that
/// were read, and writes only the columns that were changed. Stored rows are never changed, only replaced.
/// </summary>
internal sealed class Diary(Post[] posts, Piece[] pieces, Channel channel, Rules rules)
{
    public IReadOnlyList<Post> Posts => posts;
    public IReadOnlyList<Piece> Pieces => pieces;
    public Channel Channel { get; private set; } = channel;
    public bool IsPaused { get; set; }

    public Clearance ClearanceOf(Post post, int number, Channel working) => new(working, pieces[number].Approves(post), IsPaused);

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
        Channel = changedChannel ?? Channel;
        return true;
    }

    public void Change(Action<Channel> change)
    {
        var copy = Copies.Copy(Channel);
        change(copy);
        Channel = copy;
    }
}
