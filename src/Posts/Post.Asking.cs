using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>In doubt: what the network or a person says became of it.</summary>
public sealed partial class Post
{
    /// <summary>The network must be asked what became of the last attempt.</summary>
    private bool IsInDoubt =>
        State is PostState.Uncertain or PostState.HandedOver
        || (State is PostState.Publishing && _attempts[^1] is { Outcome: AttemptOutcome.Accepted } last && last.Part == NextPart);

    /// <summary>The next part may be out already: an attempt at it has no certain end.</summary>
    private bool HasOpenDoubt => _attempts.Exists(attempt => attempt.Part == NextPart && attempt.IsOpen);

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

    /// <summary>Its sender is alive: it is not asked about yet.</summary>
    public void Prolong(TimeSpan time, DateTimeOffset now) => DueAt = now + time;

    /// <summary>Takes the post for asking the network or for removing it.</summary>
    public void LeaseLooking(string owner, TimeSpan lease, DateTimeOffset now)
    {
        Fence++;
        (LeaseOwner, LeaseUntil) = (owner, now + lease);
        DueAt = now + lease;
    }

    /// <summary>The network told what became of the open attempt.</summary>
    /// <returns>True when an attempt is due at once: at a further part, or again under the network's own key.</returns>
    public bool Learn(Found found, Inquiry inquiry, DateTimeOffset now)
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
                Abandon(now, $"{code}: {reason}");
                break;
            case Found.Failed(var code, var reason):
                RuleOut(code);
                Refuse($"{code}: {reason}", now);
                break;
            case not Found.Landed when State is PostState.HandedOver:
                HandOver(attempt, now);
                break;
            case Found.Working(var after):
                LookLater(attempt, after, now);
                break;
            case Found.Missing:
                Missing(attempt, inquiry, now);
                break;
            case Found.Unknown(var reason, _) when inquiry.Kind is ReconcileKind.None && State is PostState.Uncertain:
                Attention($"{attempt.Detail ?? Cause} {reason}".TrimStart(), now);
                break;
            case Found.Unknown when CanRepeat(attempt, inquiry, now):
                return RepeatUnderKey(attempt, now);
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
    public void Abandon(DateTimeOffset now, string? cause = null)
    {
        RuleOut("abandoned");
        Move(PostState.Abandoned);
        Cause = cause ?? Cause;
        RemoveOrRest(now);
    }

    /// <summary>What is wanting may be sent once more: nobody knows or wants it to be out, and it is not being taken down.</summary>
    public bool CanSendAgain => State is PostState.NeedsAttention && !RemoveWhenKnown && RemovingSince is null;

    /// <summary>
    /// Two people looked, and the next part is not out: it goes again. The parts that are out stay as they are. Its lateness limit counts
    /// from now, as looking takes people longer than most limits.
    /// </summary>
    public void SendAgain(DateTimeOffset now)
    {
        Demand(CanSendAgain, "be sent again");
        RuleOut("not_landed");
        AskFirst = false; // without this part there is none of the later
        Move(PostState.Scheduled);
        (Cause, NextTryAt, Tries, Preparations) = (null, null, 0, 0);
        DueAt = StartsAt > now ? StartsAt : now;
        MissedAt = MissedAt > now + LatenessLimit ? MissedAt : now + LatenessLimit;
    }

    /// <summary>A refused post goes again.</summary>
    public void Retry(DateTimeOffset now)
    {
        Demand(State is PostState.Refused, "be retried");
        Move(PostState.Scheduled);
        (Cause, NextTryAt, Tries, Preparations) = (null, null, 0, 0);
        DueAt = StartsAt > now ? StartsAt : now;
        (Prepared, PreparedFor) = (null, null);
        if (AskFirst)
        {
            AskForNextPart(_attempts.Count > 0 ? _attempts[^1].StartedAt : StartsAt, now);
        }
    }

    private void RuleOut(string code)
    {
        foreach (var attempt in _attempts.Where(attempt => attempt.Part == NextPart && attempt.IsOpen))
        {
            attempt.RuleOut(code);
        }
    }

    private bool CanRepeat(PostAttempt attempt, Inquiry inquiry, DateTimeOffset now) =>
        State is PostState.Uncertain
        && !RemoveWhenKnown
        && !attempt.IsLost
        && Tries + 1 < RetryPlan.MostTries
        && inquiry.TrustsKey(attempt, now);

    /// <summary>The network cannot be asked, but it knows our key: the call is made again, after a wait.</summary>
    private bool RepeatUnderKey(PostAttempt attempt, DateTimeOffset now)
    {
        var at = attempt.StartedAt + RetryPlan.Wait(Tries + 1, null);
        DueAt = at > now ? at : now + RetryPlan.LookAgain(Looks, null);
        Looks++;
        if (at > now)
        {
            return false;
        }

        Tries++;
        return true;
    }

    private void Missing(PostAttempt attempt, Inquiry inquiry, DateTimeOffset now)
    {
        if (inquiry.UntilMissingCounts is { Ticks: > 0 } early)
        {
            Looks++;
            DueAt = now + early;
            return;
        }

        TimesMissing++;
        if (TimesMissing < 2)
        {
            Looks++;
            DueAt = now + TimeSpan.FromSeconds(5);
            return;
        }

        RuleOut("not_found");
        if (RemoveWhenKnown)
        {
            Stop("not_found", now);
            return;
        }

        AskFirst = false; // parts go in their order: without this one there is none of the later
        Move(PostState.Scheduled);
        Tries += attempt.IsLost ? 0 : 1;
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
            Attention(State is PostState.Publishing ? StillProcessing : CannotBeFoundOut, now);
            return;
        }

        DueAt = now + RetryPlan.LookAgain(Looks, after);
        Looks++;
    }

    private void Refuse(string cause, DateTimeOffset now)
    {
        Move(PostState.Refused);
        Cause = cause;
        RemoveOrRest(now);
    }

    private void Attention(string cause, DateTimeOffset now)
    {
        Move(PostState.NeedsAttention);
        Cause = cause;
        RemoveOrRest(now);
    }
}
