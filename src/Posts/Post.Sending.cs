using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>On its way out: preparing, the attempt, its outcome.</summary>
public sealed partial class Post
{
    /// <summary>Somebody holds it.</summary>
    public bool IsLeased(DateTimeOffset now) => LeaseUntil >= now;

    /// <summary>Its time has come, it is prepared, and nobody holds it. <see cref="DuePosts"/> asks the database for the same.</summary>
    public bool IsSendable(DateTimeOffset now) => State is PostState.Scheduled && DueAt <= now && !IsLeased(now) && IsPrepared;

    /// <summary>Its attempt is committed and has no outcome yet.</summary>
    public bool IsBeingSent => State is PostState.Publishing && _attempts[^1].FinishedAt is null;

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
        (Cause, NextTryAt) = (null, null);
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
                Cause = limited.Reason;
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
                Cause = $"{CannotBePrepared}: {(why as Outcome.NotSent)?.Reason}";
                Rest();
                break;
        }
    }

    /// <summary>Begins an attempt at the next part. The row must be committed before the first byte leaves.</summary>
    public PostAttempt Begin(string owner, TimeSpan lease, DateTimeOffset now)
    {
        Demand(
            State is PostState.Scheduled or PostState.Uncertain || (State is PostState.Publishing && _attempts[^1].Part < NextPart),
            "be published"
        );
        var part = NextPart;
        var earlier = _attempts.FirstOrDefault(attempt => attempt.Part == part && !attempt.IsLost);
        Move(PostState.Publishing);
        Fence++;
        (LeaseOwner, LeaseUntil) = (owner, now + lease);
        DueAt = now + lease;
        (NextTryAt, Cause, Looks, TimesMissing) = (null, null, 0, 0);
        LateBy ??= now - StartsAt;

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
        Demand(IsBeingSent, "have an outcome recorded");
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
            case Outcome.NotSent or Outcome.Refused when HasOpenDoubt:
                Doubt($"{attempt.Detail} What became of the try before is not known yet.", now);
                DueAt = now + RetryPlan.Wait(Math.Max(Tries, 1), (outcome as Outcome.NotSent)?.After);
                break;
            case Outcome.NotSent(var reason, var after, var limited):
                NotSent(reason, after, limited, now);
                break;
            case Outcome.Refused { IsTokenTrouble: true }:
                Move(PostState.Scheduled);
                WaitUntil(now + RetryPlan.Wait(1, null));
                break;
            case Outcome.Refused(var code, var reason):
                Refuse($"{code}: {reason}", now);
                break;
            case Outcome.Uncertain(var reason):
                Doubt(reason, now);
                break;
        }

        return false;
    }

    /// <summary>A further part is due and may not begin now. It keeps its place before what was due later.</summary>
    public void HoldNextPart()
    {
        Demand(State is PostState.Publishing && _attempts[^1].Part < NextPart, "wait with its next part");
        Move(PostState.Scheduled);
        DueAt = StartsAt;
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

    private void WaitUntil(DateTimeOffset at) => NextTryAt = DueAt = at > StartsAt ? at : StartsAt;
}
