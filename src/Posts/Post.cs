using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>
/// One variant to go out on one channel at one time. Owns its state; every change of it is a verb here, and
/// <see cref="PostMoves"/> says which are allowed. State and fence are concurrency tokens.
/// </summary>
public sealed partial class Post
{
    /// <summary>Cause of a post whose rest came too late.</summary>
    public const string MissedInPart = "missed_with_visible_part";

    /// <summary>Cause of a post whose text was changed when a part of it was out.</summary>
    public const string ChangedInPart = "changed_with_visible_part";

    /// <summary>Begins the cause of a post whose preparing calls failed for good; the reason follows a colon.</summary>
    public const string CannotBePrepared = "cannot_be_prepared";

    /// <summary>Cause of a post that the network took and has not shown in a day.</summary>
    public const string StillProcessing = "still_processing_after_24_hours";

    /// <summary>Cause of a post whose fate the network did not tell in a day.</summary>
    public const string CannotBeFoundOut = "cannot_be_found_out";

    private readonly List<PostAttempt> _attempts = [];
    private readonly List<PostPart> _parts = [];

    private Post() { }

    public Post(
        string id,
        StoredVariant variant,
        DateTimeOffset publishAt,
        string? timeZone,
        TimeSpan latenessLimit,
        bool repeat,
        string person,
        DateTimeOffset now,
        TimeSpan jitter = default
    )
    {
        Id = id;
        ContentId = variant.ContentId;
        ChannelId = variant.ChannelId;
        Network = variant.Network;
        Language = variant.Language;
        TimeZone = timeZone;
        LatenessLimit = latenessLimit;
        CreatedBy = person;
        TimedBy = person;
        CreatedAt = now;
        Repeat = repeat;
        Bind(variant);
        PublishAt = publishAt;
        Jitter = jitter;
        DueAt = StartsAt;
        MissedAt = StartsAt + latenessLimit;
        LiveKey = repeat ? null : Key(ContentId, ChannelId);
    }

    public string Id { get; private set; } = "";
    public string ContentId { get; private set; } = "";
    public string ChannelId { get; private set; } = "";
    public string Network { get; private set; } = "";
    public string Language { get; private set; } = "";
    public string VariantId { get; private set; } = "";
    public string VariantHash { get; private set; } = "";
    public int PartCount { get; private set; }

    /// <summary>Number of the first message; pages beside the network, which it links to, come before it.</summary>
    public int LeadPart { get; private set; }

    /// <summary>When it shall go out.</summary>
    public DateTimeOffset PublishAt { get; private set; }

    /// <summary>Who set that time.</summary>
    public string TimedBy { get; private set; } = "";

    /// <summary>Which post and which time, for approvals that hold for times.</summary>
    public string TimeKey => FormattableString.Invariant($"{Id}@{PublishAt.UtcDateTime:O}");

    /// <summary>How much later than <see cref="PublishAt"/> it begins, drawn when it was made, so that times tell nothing of habits.</summary>
    public TimeSpan Jitter { get; private set; }

    /// <summary>When it shall begin.</summary>
    public DateTimeOffset StartsAt => PublishAt + Jitter;

    /// <summary>IANA name the editor thought in.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>Later than this after <see cref="StartsAt"/> it is missed.</summary>
    public TimeSpan LatenessLimit { get; private set; }

    /// <summary>The last moment it may still begin.</summary>
    public DateTimeOffset MissedAt { get; private set; }
    public PostState State { get; private set; } = PostState.Scheduled;

    /// <summary>Why it waits, is blocked, refused or needs attention: a code, a sentence, or both. <see cref="PostExplanation"/> says it in full.</summary>
    public string? Cause { get; private set; }

    /// <summary>Raised by every claim; an older owner's commit fails.</summary>
    public long Fence { get; private set; }
    public string? LeaseOwner { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>When it next wants something done: sending, asking, removing.</summary>
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>Tries of the present part that count towards the cap.</summary>
    public int Tries { get; private set; }

    /// <summary>How often the network has been asked about the open attempt.</summary>
    public int Looks { get; private set; }

    /// <summary>How often it was found missing late enough to count.</summary>
    public int TimesMissing { get; private set; }

    /// <summary>What the preparing calls gave, for the variant of <see cref="PreparedFor"/>.</summary>
    public IReadOnlyDictionary<string, string>? Prepared { get; private set; }

    /// <summary>Hash of the variant that was prepared.</summary>
    public string? PreparedFor { get; private set; }
    public int Preparations { get; private set; }

    /// <summary>Taken down while its fate was unknown: removed as soon as that is known.</summary>
    public bool RemoveWhenKnown { get; private set; }
    public DateTimeOffset? RemovingSince { get; private set; }
    public bool Repeat { get; private set; }

    /// <summary>Unique while the post is live, so that one content goes out once on one channel.</summary>
    public string? LiveKey { get; private set; }
    public string CreatedBy { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>From <see cref="StartsAt"/> to the first attempt's commit.</summary>
    public TimeSpan? LateBy { get; private set; }

    public IReadOnlyList<PostAttempt> Attempts => _attempts;
    public IReadOnlyList<PostPart> Parts => _parts;

    public bool HasVisiblePart => _parts.Exists(part => part.Removal is null);
    public PostAttempt? OpenAttempt => State is PostState.Publishing or PostState.Uncertain ? _attempts[^1] : null;

    public bool IsPrepared => PreparedFor == VariantHash;
    public int NextPart => _parts.Count + 1;

    /// <summary>Where readers begin: the address of the lead part, or of the first page while that is all there is. <see cref="PostCalendar"/> asks the database for the same.</summary>
    public string? Url =>
        _parts
            .Where(part => part.Url is not null)
            .OrderBy(part => part.Number < LeadPart)
            .ThenBy(part => part.Number)
            .Select(part => part.Url)
            .FirstOrDefault();

    public static string Key(string contentId, string channelId) => contentId + "/" + channelId;

    /// <summary>Another revision's variant takes the old one's place; what had been prepared for that counts no more.</summary>
    public void Bind(StoredVariant variant)
    {
        VariantId = variant.Id;
        VariantHash = variant.Hash ?? throw new InvalidOperationException($"Variant {variant.Id} is not ready.");
        PartCount = variant.Document!.Parts.Count;
        LeadPart = variant.Document.Parts.FirstOrDefault(part => part.Kind is PartKind.Message)?.Number ?? 1;
        if (PreparedFor != VariantHash)
        {
            Prepared = null;
            PreparedFor = null;
            Preparations = 0;
        }
    }

    /// <summary>Its content is approved as it stands now: what waited for that goes on. A thread that has begun is not mixed from two texts.</summary>
    /// <returns>True when it was let go.</returns>
    public bool Approve(StoredVariant variant, DateTimeOffset now)
    {
        if (_parts.Count > 0 && VariantHash != variant.Hash)
        {
            LeaveToPerson(ChangedInPart, now);
            return false;
        }

        Bind(variant);
        if (State is not PostState.Blocked || Cause is not (Settlement.Rendering or Settlement.Voided or Settlement.TimeVoided))
        {
            return false;
        }

        Unblock(now);
        return true;
    }

    public void Reschedule(DateTimeOffset publishAt, string? timeZone, string person, DateTimeOffset now)
    {
        if (State is not (PostState.Scheduled or PostState.Blocked or PostState.Missed))
        {
            throw new InvalidOperationException($"Post {Id} is {State} and cannot be rescheduled.");
        }

        var (wasMissed, sinceMissed) = (State is PostState.Missed, MissedAt);
        if (wasMissed)
        {
            Move(PostState.Scheduled);
        }

        Fence++; // whoever takes it right now by its old time loses
        (LeaseOwner, LeaseUntil) = (null, null);
        (PublishAt, TimedBy, TimeZone, NextTryAt, Tries) = (publishAt, person, timeZone ?? TimeZone, null, 0);
        MissedAt = StartsAt + LatenessLimit;
        DueAt = State is PostState.Scheduled ? StartsAt : now;
        if (wasMissed && AskFirst)
        {
            AskForNextPart(sinceMissed, now);
        }
    }

    public bool CanCancel => State is PostState.Scheduled or PostState.Blocked && _parts.Count == 0;

    public void Cancel()
    {
        Demand(!HasVisiblePart, "be cancelled: a part of it is out");
        Move(PostState.Cancelled);
        Rest();
    }

    public void Block(string cause)
    {
        Move(PostState.Blocked);
        Cause = cause;
        Fence++; // whoever prepares it right now loses
        LeaseOwner = null;
        LeaseUntil = null;
    }

    /// <summary>Still blocked, for another reason.</summary>
    public void Recause(string cause)
    {
        Demand(State is PostState.Blocked, "have another cause");
        Cause = cause;
    }

    /// <summary>The cause is gone.</summary>
    public void Unblock(DateTimeOffset now)
    {
        Demand(State is PostState.Blocked, "be unblocked");
        Move(PostState.Scheduled);
        Cause = null;
        DueAt = StartsAt > now ? StartsAt : now;
    }

    /// <summary>Too late. With a visible part a person must decide.</summary>
    public void Miss()
    {
        Move(HasVisiblePart ? PostState.NeedsAttention : PostState.Missed);
        Cause = HasVisiblePart ? MissedInPart : null;
        Rest();
    }

    /// <summary>Nothing more is done by itself.</summary>
    public void LeaveToPerson(string cause, DateTimeOffset now) => Attention(cause, now);

    /// <summary>Its owner is gone. What it was sending is asked about at once; what waited goes on waiting.</summary>
    public void LoseLease(DateTimeOffset now)
    {
        (LeaseOwner, LeaseUntil) = (null, null);
        DueAt = State is PostState.Scheduled || DueAt < now ? DueAt : now;
    }

    /// <summary>Nothing is to be done until somebody asks for it. Whoever still works on it loses.</summary>
    private void Rest()
    {
        Fence++;
        (LeaseOwner, LeaseUntil, NextTryAt) = (null, null, null);
        DueAt = DateTimeOffset.MaxValue;
    }

    private void Move(PostState to)
    {
        if (!PostMoves.Allows(State, to))
        {
            throw new InvalidOperationException($"Post {Id} is {State} and cannot become {to}.");
        }

        State = to;
        LiveKey = PostMoves.IsLive(to) && !Repeat ? Key(ContentId, ChannelId) : null;
    }

    private void Demand(bool allowed, string what)
    {
        if (!allowed)
        {
            throw new InvalidOperationException($"Post {Id} is {State} and cannot {what}.");
        }
    }
}
