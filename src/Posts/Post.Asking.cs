using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>In doubt: what the network or a person says became of it.</summary>
public sealed partial class Post
{
    /// <summary>The network must be asked what became of the last attempt.</summary>
    private bool IsInDoubt =>
        State is PostState.Uncertain or PostState.HandedOver
        || (State is PostState.Publishing && _attempts[^1] is { Outcome: AttemptOutcome.Accepted } last && last.Part == NextPart);

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
                Attention($"{attempt.Detail ?? Cause} {reason}".TrimStart());
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
            Attention(State is PostState.Publishing ? StillProcessing : CannotBeFoundOut);
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
}
