using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>The life of one content: its revisions, whether it may go out, and who may say so.</summary>
public sealed class StoredContent
{
    private StoredContent() { }

    public StoredContent(string id, string person, IReadOnlyList<string> tags, DateTimeOffset now)
    {
        Id = id;
        CreatedBy = person;
        Tags = tags;
        CreatedAt = UpdatedAt = now;
    }

    public string Id { get; private set; } = "";
    public ContentState State { get; private set; } = ContentState.Draft;

    /// <summary>Number of the current revision, from 1.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>SHA-256 over the ready variants; null while anything renders.</summary>
    public string? Hash { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];
    public string CreatedBy { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The revision that was current at the last approval; whoever wrote a later one may not approve.</summary>
    public int ApprovedRevision { get; private set; }

    /// <summary>Why it was sent back, if it was.</summary>
    public string? RejectReason { get; private set; }

    /// <summary>Concurrency token and ETag.</summary>
    public int Version { get; private set; } = 1;

    /// <exception cref="InvalidOperationException">It is taken down.</exception>
    public void Revise(IReadOnlyList<string> tags, DateTimeOffset now)
    {
        Demand(State is not ContentState.TakenDown, "be revised");
        Revision++;
        Tags = tags;
        Hash = null;
        Touch(now);
    }

    /// <summary>All variants have been rendered. <paramref name="allApproved"/>: every one of them still carries an approved hash.</summary>
    public void Rendered(string hash, bool allApproved, DateTimeOffset now)
    {
        Hash = hash;
        State = State switch
        {
            ContentState.Approved when !allApproved => ContentState.Draft,
            ContentState.InReview => ContentState.InReview,
            var same => same,
        };
        Touch(now);
    }

    /// <summary>What it shows is as it was; the times that an approval would hold for are others.</summary>
    public void Retimed(string hash, DateTimeOffset now)
    {
        Hash = hash;
        Touch(now);
    }

    /// <summary>Something is being rendered again: there is nothing to approve until it is done.</summary>
    public void Rendering(DateTimeOffset now)
    {
        Hash = null;
        Touch(now);
    }

    public bool CanSubmit => State is ContentState.Draft or ContentState.Rejected;

    public void Submit(DateTimeOffset now)
    {
        Demand(CanSubmit, "be submitted");
        State = ContentState.InReview;
        RejectReason = null;
        Touch(now);
    }

    public bool CanReview => State is ContentState.InReview or ContentState.Approved;

    /// <param name="complete">Every variant now carries all the approvals it needs.</param>
    public void Approve(bool complete, DateTimeOffset now)
    {
        Demand(CanReview, "be approved");
        State = complete ? ContentState.Approved : ContentState.InReview;
        ApprovedRevision = complete ? Revision : ApprovedRevision;
        Touch(now);
    }

    public void Reject(string reason, DateTimeOffset now)
    {
        Demand(CanReview, "be rejected");
        State = ContentState.Rejected;
        ApprovedRevision = 0; // what was approved is withdrawn, so every writer is again one who may not approve
        RejectReason = reason;
        Touch(now);
    }

    public void TakeDown(DateTimeOffset now)
    {
        State = ContentState.TakenDown;
        Touch(now);
    }

    private void Demand(bool allowed, string what)
    {
        if (!allowed)
        {
            throw new InvalidOperationException($"Content {Id} is {State} and cannot {what}.");
        }
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}

/// <summary>What the content was after one edit.</summary>
public sealed class Revision
{
    private Revision() { }

    public Revision(string contentId, int number, string person, Content content, DateTimeOffset at)
    {
        ContentId = contentId;
        Number = number;
        Person = person;
        Content = content;
        At = at;
    }

    public string ContentId { get; private set; } = "";
    public int Number { get; private set; }

    /// <summary>Alias of whoever made it.</summary>
    public string Person { get; private set; } = "";
    public Content Content { get; private set; } = null!;
    public DateTimeOffset At { get; private set; }
}
