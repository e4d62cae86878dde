using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>Taken down.</summary>
public sealed partial class Post
{
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
    /// <param name="detail">What the network says of that result, or why it failed.</param>
    public void FinishRemoving(PostState worst, string? detail = null)
    {
        Move(worst);
        Rest();
        Cause = detail;
    }

    /// <summary>It is not gone yet, for this reason.</summary>
    public void RemoveAgain(string reason, DateTimeOffset at)
    {
        Demand(State is PostState.Removing, "be removed again");
        (LeaseOwner, LeaseUntil) = (null, null);
        (Cause, NextTryAt, DueAt) = (reason, at, at);
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
        (RemovingSince, DueAt, RemoveWhenKnown) = (now, now, false);
        (Cause, NextTryAt) = (null, null);
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
}
