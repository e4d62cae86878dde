namespace Publisher.Posts;

/// <summary>A person's yes, bound to the hashes of exactly what they could read.</summary>
public sealed class Approval
{
    private Approval() { }

    public Approval(
        string id,
        string contentId,
        int revision,
        string person,
        IReadOnlyList<string> variantHashes,
        IReadOnlyList<string> languages,
        IReadOnlyList<string> checkedItems,
        IReadOnlyList<string> times,
        DateTimeOffset at
    )
    {
        Id = id;
        ContentId = contentId;
        Revision = revision;
        Person = person;
        VariantHashes = variantHashes;
        Languages = languages;
        Checked = checkedItems;
        Times = times;
        At = at;
    }

    public string Id { get; private set; } = "";
    public string ContentId { get; private set; } = "";
    public int Revision { get; private set; }
    public string Person { get; private set; } = "";
    public IReadOnlyList<string> VariantHashes { get; private set; } = [];
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>What the approver looked at, such as <c>faces</c> and <c>background</c>.</summary>
    public IReadOnlyList<string> Checked { get; private set; } = [];

    /// <summary><see cref="Post.TimeKey"/> of each post that waited when it was given.</summary>
    public IReadOnlyList<string> Times { get; private set; } = [];
    public DateTimeOffset At { get; private set; }
    public bool Withdrawn { get; private set; }

    public void Withdraw() => Withdrawn = true;
}
