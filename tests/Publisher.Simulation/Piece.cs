using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>A content as people see it: which text stands, and whether it is approved.</summary>
internal sealed class Piece(StoredVariant[] revisions)
{
    public int Revision { get; set; }
    public StoredVariant Variant => revisions[Revision];
    public bool IsApproved { get; set; } = true;

    /// <summary>A person took it down, whatever the diary remembers of that.</summary>
    public bool IsTakenDown { get; set; }

    public void Edit()
    {
        Revision = (Revision + 1) % revisions.Length;
        IsApproved = false;
    }

    public bool Approves(Post post) => IsApproved && post.VariantId == Variant.Id;
}
