using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>
/// One variant to go out on one channel at one time. Owns its state; every change of it is a verb here, and
/// <see cref="PostMoves"/> says which are allowed. State and fence are concurrency tokens.
/// </summary>
public sealed class Post
{
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
        DateTimeOffset now
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
        CreatedAt = now;
        Repeat = repeat;
        Bind(variant);
        PublishAt = DueAt = publishAt;
        MissedAt = publishAt + latenessLimit;
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

    /// <summary>When it shall go out.</summary>
    public DateTimeOffset PublishAt { get; private set; }

    /// <summary>IANA name the editor thought in.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>Later than this after <see cref="PublishAt"/> it is missed.</summary>
    public TimeSpan LatenessLimit { get; private set; }

    /// <summary>The last moment it may still begin.</summary>
    public DateTimeOffset MissedAt { get; private set; }
    public PostState State { get; private set; } = PostState.Scheduled;

    /// <summary>Why it is blocked or needs attention: a code and a sentence.</summary>
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

    /// <summary>From <see cref="PublishAt"/> to the first attempt's commit.</summary>
    public TimeSpan? LateBy { get; private set; }

    public IReadOnlyList<PostAttempt> Attempts => _attempts;
    public IReadOnlyList<PostPart> Parts => _parts;

    public bool HasVisiblePart => _parts.Exists(part => part.Removal is null);
    public PostAttempt? OpenAttempt => State is PostState.Publishing or PostState.Uncertain ? _attempts[^1] : null;

    /// <summary>The network must be asked what became of the last attempt.</summary>
    private bool IsInDoubt =>
        State is PostState.Uncertain or PostState.HandedOver
        || (State is PostState.Publishing && _attempts[^1] is { Outcome: AttemptOutcome.Accepted } last && last.Part == NextPart);

    public bool IsPrepared => PreparedFor == VariantHash;
    public int NextPart => _parts.Count + 1;

    /// <summary>Address of the first visible part.</summary>
    public string? Url => _parts.Count > 0 ? _parts[^1].Url ?? _parts[0].Url : null;

    public static string Key(string contentId, string channelId) => contentId + "/" + channelId;

    /// <summary>Another revision's variant takes the old one's place; what had been prepared for that counts no more.</summary>
    public void Bind(StoredVariant variant)
    {
        VariantId = variant.Id;
        VariantHash = variant.Hash ?? throw new InvalidOperationException($"Variant {variant.Id} is not ready.");
        PartCount = variant.Document!.Parts.Count;
        if (PreparedFor != VariantHash)
        {
            Prepared = null;
            PreparedFor = null;
            Preparations = 0;
        }
    }

    public void Reschedule(DateTimeOffset publishAt, string? timeZone, DateTimeOffset now)
    {
        if (State is not (PostState.Scheduled or PostState.Blocked or PostState.Missed))
        {
            throw new InvalidOperationException($"Post {Id} is {State} and cannot be rescheduled.");
        }

        if (State is PostState.Missed)
        {
            Move(PostState.Scheduled);
        }

        (PublishAt, TimeZone, NextTryAt, Tries) = (publishAt, timeZone ?? TimeZone, null, 0);
        MissedAt = publishAt + LatenessLimit;
        DueAt = State is PostState.Scheduled ? publishAt : now;
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
        DueAt = PublishAt > now ? PublishAt : now;
    }

    /// <summary>Too late. With a visible part a person must decide.</summary>
    public void Miss()
    {
        Move(HasVisiblePart ? PostState.NeedsAttention : PostState.Missed);
        Cause = HasVisiblePart ? "missed_with_visible_part" : null;
        Rest();
    }

    /// <summary>Takes the post for its preparing calls; nobody else may until the lease ends.</summary>
    public void LeasePreparing(string owner, TimeSpan lease, DateTimeOffset now)
    {
        Demand(State is PostState.Scheduled, "be prepared");
        Fence++;
        Preparations++;
        (LeaseOwner, LeaseUntil) = (owner, now + lease);
    }

    public void SetPrepared(Prepared.Ready prepared)
    {
        (Prepared, PreparedFor) = (prepared.Values, VariantHash);
        (LeaseOwner, LeaseUntil) = (null, null);
    }

    /// <summary>A preparing call failed; nothing is visible, so it may be repeated.</summary>
    public void PreparingFailed(Outcome why, DateTimeOffset now)
    {
        (LeaseOwner, LeaseUntil) = (null, null);
        switch (why)
        {
            case Outcome.Refused { IsTokenTrouble: true }:
                Preparations--;
                WaitUntil(now + RetryPlan.Wait(1, null));
                break;
            case Outcome.Refused(var code, var reason):
                Move(PostState.Refused);
                Cause = $"{code}: {reason}";
                Rest();
                break;
            case Outcome.NotSent { RateLimited: true } limited:
                Preparations--;
                WaitUntil(now + RetryPlan.Wait(1, limited.After));
                break;
            case Outcome.NotSent(var reason, var after, _) when Tries + 1 < RetryPlan.MostTries:
                Preparations = Math.Min(Preparations, RetryPlan.MostPreparations);
                Cause = reason;
                Tries++;
                WaitUntil(now + RetryPlan.Wait(Tries, after));
                break;
            default:
                Move(PostState.NeedsAttention);
                Cause = "cannot_be_prepared";
                Rest();
                break;
        }
    }

    /// <summary>Begins an attempt at the next part. The row must be committed before the first byte leaves.</summary>
    public PostAttempt Begin(string owner, TimeSpan lease, DateTimeOffset now)
    {
        Demand(State is PostState.Scheduled || (State is PostState.Publishing && _attempts[^1].Part < NextPart), "be published");
        var part = NextPart;
        var earlier = _attempts.FirstOrDefault(attempt => attempt.Part == part);
        Move(PostState.Publishing);
        Fence++;
        (LeaseOwner, LeaseUntil) = (owner, now + lease);
        DueAt = now + lease;
        (NextTryAt, Cause, Looks, TimesMissing) = (null, null, 0, 0);
        LateBy ??= now - PublishAt;

        var attempt = new PostAttempt(
            Id,
            _attempts.Count + 1,
            part,
            earlier?.Key ?? Ids.Secret(),
            earlier?.KeyFirstUsedAt ?? now,
            Fence,
            now
        );
        _attempts.Add(attempt);
        return attempt;
    }

    /// <summary>Writes down what the open attempt ended in, and moves accordingly.</summary>
    /// <returns>True when a further part is due at once.</returns>
    public bool Record(Outcome outcome, DateTimeOffset now)
    {
        Demand(State is PostState.Publishing && _attempts[^1].FinishedAt is null, "have an outcome recorded");
        var attempt = _attempts[^1];
        attempt.Finish(outcome, now);
        (LeaseOwner, LeaseUntil) = (null, null);
        switch (outcome)
        {
            case Outcome.Published(var id, var link):
                return Land(attempt, id, link, now);
            case Outcome.Accepted(_, var after):
                DueAt = now + after;
                break;
            case Outcome.NotSent(var reason, var after, var limited):
                NotSent(reason, after, limited, now);
                break;
            case Outcome.Refused { IsTokenTrouble: true }:
                Move(PostState.Scheduled);
                WaitUntil(now + RetryPlan.Wait(1, null));
                break;
            case Outcome.Refused(var code, var reason):
                Refuse($"{code}: {reason}");
                break;
            case Outcome.Uncertain(var reason):
                Doubt(reason, now);
                break;
        }

        return false;
    }

    /// <summary>The owner of a lease fell silent, or an answer could not be understood.</summary>
    public void Doubt(string reason, DateTimeOffset now)
    {
        Move(PostState.Uncertain);
        if (_attempts[^1].FinishedAt is null)
        {
            _attempts[^1].Finish(new Outcome.Uncertain(reason), now);
        }

        Cause = reason;
        DueAt = now;
        (LeaseOwner, LeaseUntil) = (null, null);
    }

    /// <summary>Takes the post for asking the network or for removing it.</summary>
    public void LeaseLooking(string owner, TimeSpan lease, DateTimeOffset now)
    {
        Fence++;
        (LeaseOwner, LeaseUntil) = (owner, now + lease);
        DueAt = now + lease;
    }

    /// <summary>The network told what became of the open attempt.</summary>
    /// <param name="kind">How this network is reconciled; with None a doubt goes straight to a person.</param>
    /// <param name="visibilityLag">How long a published part may stay invisible.</param>
    /// <returns>True when a further part is due at once.</returns>
    public bool Learn(Found found, ReconcileKind kind, TimeSpan visibilityLag, DateTimeOffset now)
    {
        Demand(IsInDoubt, "be reconciled");
        var attempt = _attempts[^1];
        (LeaseOwner, LeaseUntil) = (null, null);
        switch (found)
        {
            case Found.Landed(var id, var link):
                return Land(attempt, id, link, now);
            case Found.HandedOver:
                HandOver(attempt, now);
                break;
            case Found.Failed(var code, var reason) when State is PostState.HandedOver:
                Abandon();
                Cause = $"{code}: {reason}";
                break;
            case Found.Failed(var code, var reason):
                Refuse($"{code}: {reason}");
                break;
            case not Found.Landed when State is PostState.HandedOver:
                HandOver(attempt, now);
                break;
            case Found.Working(var after):
                LookLater(attempt, after, now);
                break;
            case Found.Missing:
                Missing(attempt, visibilityLag, now);
                break;
            case Found.Unknown(var reason, _) when kind is ReconcileKind.None && State is PostState.Uncertain:
                Attention($"{attempt.Detail ?? Cause ?? reason}");
                break;
            case Found.Unknown(_, var after):
                LookLater(attempt, after, now);
                break;
        }

        return false;
    }

    /// <summary>A person looked and says that it is out.</summary>
    public void ResolveLanded(RemoteId id, Uri? link, DateTimeOffset now)
    {
        Demand(State is PostState.NeedsAttention or PostState.HandedOver, "be resolved");
        if (_parts.Count < PartCount)
        {
            Show(NextPart, id, link, now);
        }

        Move(PostState.Published);
        PublishedAt ??= now;
        Cause = null;
        RemoveOrRest(now);
    }

    /// <summary>A person looked, and it is not out and shall not go.</summary>
    public void Abandon()
    {
        Move(PostState.Abandoned);
        Rest();
    }

    /// <summary>A refused post goes again.</summary>
    public void Retry(DateTimeOffset now)
    {
        Demand(State is PostState.Refused, "be retried");
        Move(PostState.Scheduled);
        (Cause, NextTryAt, Tries, Preparations, DueAt) = (null, null, 0, 0, now);
        (Prepared, PreparedFor) = (null, null);
    }

    /// <summary>Takes it down: cancels what waits, removes what is visible, and notes the wish while its fate is unknown.</summary>
    public void TakeDown(DateTimeOffset now)
    {
        if (OpenAttempt is not null || State is PostState.HandedOver)
        {
            RemoveWhenKnown = true;
        }
        else if (HasVisiblePart)
        {
            StartRemoving(now);
        }
        else if (State is PostState.Scheduled or PostState.Blocked)
        {
            Cancel();
        }
        else if (State is PostState.Refused or PostState.NeedsAttention)
        {
            RemoveWhenKnown = State is PostState.NeedsAttention;
            if (State is PostState.Refused)
            {
                Abandon();
            }
        }
    }

    /// <summary>What became of the removal of one part.</summary>
    public void PartRemoved(int part, PostState result) => _parts.Single(visible => visible.Number == part).Removal = result;

    /// <summary>All parts have been asked for: the worst result counts.</summary>
    public void FinishRemoving(PostState worst)
    {
        Move(worst);
        Rest();
    }

    public void RemoveAgain(DateTimeOffset at)
    {
        Demand(State is PostState.Removing, "be removed again");
        (LeaseOwner, LeaseUntil, DueAt) = (null, null, at);
    }

    private bool Land(PostAttempt attempt, RemoteId id, Uri? link, DateTimeOffset now)
    {
        Show(attempt.Part, id, link, now);
        Tries = 0;
        Cause = null;
        if (RemoveWhenKnown)
        {
            Move(PostState.Published);
            PublishedAt ??= now;
            StartRemoving(now);
            return false;
        }

        if (_parts.Count < PartCount)
        {
            Move(PostState.Publishing);
            return true;
        }

        Move(PostState.Published);
        PublishedAt = now;
        Rest();
        return false;
    }

    private void Show(int part, RemoteId id, Uri? link, DateTimeOffset now) =>
        _parts.Add(
            new PostPart
            {
                PostId = Id,
                Number = part,
                RemoteId = id.Value,
                Url = link?.ToString(),
                At = now,
            }
        );

    private void NotSent(string reason, TimeSpan? after, bool limited, DateTimeOffset now)
    {
        Tries += limited ? 0 : 1;
        if (RemoveWhenKnown || Tries >= RetryPlan.MostTries)
        {
            Stop(reason, now);
            return;
        }

        Move(PostState.Scheduled);
        Cause = reason;
        WaitUntil(now + RetryPlan.Wait(Math.Max(Tries, 1), after));
    }

    private void Missing(PostAttempt attempt, TimeSpan visibilityLag, DateTimeOffset now)
    {
        var countsFrom = attempt.Deadline + visibilityLag;
        if (now < countsFrom)
        {
            Looks++;
            DueAt = countsFrom;
            return;
        }

        TimesMissing++;
        if (TimesMissing < 2)
        {
            Looks++;
            DueAt = now + TimeSpan.FromSeconds(5);
            return;
        }

        if (RemoveWhenKnown)
        {
            Stop("not_found", now);
            return;
        }

        Move(PostState.Scheduled);
        Tries++;
        WaitUntil(now);
    }

    /// <summary>It waits in the app for a person. We look now and then, as long as they may take to finish it.</summary>
    private void HandOver(PostAttempt attempt, DateTimeOffset now)
    {
        if (State is not PostState.HandedOver)
        {
            Move(PostState.HandedOver);
        }

        DueAt = now - attempt.StartedAt < RetryPlan.LongestHandOver ? now + RetryPlan.HandOverLook : DateTimeOffset.MaxValue;
    }

    private void LookLater(PostAttempt attempt, TimeSpan? after, DateTimeOffset now)
    {
        if (now - attempt.StartedAt > RetryPlan.LongestDoubt)
        {
            Attention(State is PostState.Publishing ? "still_processing_after_24_hours" : "cannot_be_found_out");
            return;
        }

        DueAt = now + RetryPlan.LookAgain(Looks, after);
        Looks++;
    }

    private void Refuse(string cause)
    {
        Move(PostState.Refused);
        Cause = cause;
        Rest();
    }

    private void Attention(string cause)
    {
        Move(PostState.NeedsAttention);
        Cause = cause;
        Rest();
    }

    /// <summary>It is not out and shall not be tried again now.</summary>
    private void Stop(string cause, DateTimeOffset now)
    {
        if (!RemoveWhenKnown)
        {
            Attention(cause);
            return;
        }

        Move(PostState.Scheduled);
        if (HasVisiblePart)
        {
            StartRemoving(now);
        }
        else
        {
            Cancel();
        }
    }

    private void StartRemoving(DateTimeOffset now)
    {
        Move(PostState.Removing);
        (RemovingSince, DueAt, RemoveWhenKnown, Cause) = (now, now, false, null);
        (LeaseOwner, LeaseUntil) = (null, null);
    }

    private void RemoveOrRest(DateTimeOffset now)
    {
        if (RemoveWhenKnown)
        {
            StartRemoving(now);
        }
        else
        {
            Rest();
        }
    }

    private void WaitUntil(DateTimeOffset at) => NextTryAt = DueAt = at > PublishAt ? at : PublishAt;

    /// <summary>Nothing is to be done until somebody asks for it.</summary>
    private void Rest()
    {
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
