using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>Taken down.</summary>
public sealed partial class Post
{
    private const string RestInDoubt =
        "What was known to be out is removed. A further part may be out, which could not be found out: look into the channel, and delete it there.";

    /// <summary>Takes it down: cancels what waits, removes what is visible, and notes the wish while its fate is unknown.</summary>
    public void TakeDown(DateTimeOffset now)
    {
        if (State is PostState.Removing)
        {
            return; // it is being taken down already
        }

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
        else if (State is PostState.Refused && AskFirst)
        {
            Retry(now); // which only asks: somebody may have let it go since the copy was made
            RemoveWhenKnown = true;
        }
        else if (State is PostState.Refused or PostState.NeedsAttention)
        {
            RemoveWhenKnown = State is PostState.NeedsAttention;
            if (State is PostState.Refused)
            {
                Abandon(now);
            }
        }
    }

    /// <summary>What became of the removal of each part.</summary>
    /// <returns>True when every part has its result.</returns>
    public bool LearnRemovals(IReadOnlyList<(int Part, Removal Result)> removals, DateTimeOffset now)
    {
        Demand(State is PostState.Removing, "have its removal recorded");
        foreach (var (part, result) in removals.Where(removal => removal.Result is not Removal.Again))
        {
            _parts.Single(visible => visible.Number == part).Removal = StateOf(result);
        }

        if (removals.Select(removal => removal.Result).OfType<Removal.Again>().ToList() is { Count: > 0 } again)
        {
            RemoveAgain(again, now);
            return false;
        }

        if (HasOpenDoubt || MayHaveLostParts)
        {
            FinishRemoving(PostState.Manual, RestInDoubt);
            return true;
        }

        var worst = _parts.Select(part => part.Removal ?? PostState.Manual).DefaultIfEmpty(PostState.Removed).MaxBy(Badness);
        FinishRemoving(worst, removals.Select(removal => DetailOf(removal.Result, worst)).FirstOrDefault(said => said is not null));
        return true;
    }

    /// <summary>All parts have been asked for: the worst result counts.</summary>
    /// <param name="detail">What the network says of that result, or why it failed.</param>
    public void FinishRemoving(PostState worst, string? detail = null)
    {
        Move(worst);
        Rest();
        Cause = detail;
    }

    /// <summary>A takedown is over, and something may still be seen: a person may have deleted it since.</summary>
    public bool MayBeSeenGone =>
        State is PostState.Manual or PostState.Requested or PostState.Blanked
        || (State is PostState.NeedsAttention && RemovingSince is not null);

    /// <summary>A person looked, and nothing of it is to be seen any more.</summary>
    public void SeenGone()
    {
        Demand(MayBeSeenGone, "be seen gone");
        foreach (var part in _parts)
        {
            part.Removal = PostState.Removed;
        }

        FinishRemoving(PostState.Removed);
    }

    /// <summary>It is not gone yet: tried for a day, then left to a person.</summary>
    private void RemoveAgain(List<Removal.Again> again, DateTimeOffset now)
    {
        if (now - RemovingSince > RetryPlan.LongestRemoval)
        {
            FinishRemoving(PostState.NeedsAttention, again[0].Reason);
            return;
        }

        var at = now + RetryPlan.RemoveAgain(again.Max(removal => removal.After));
        (LeaseOwner, LeaseUntil) = (null, null);
        (Cause, NextTryAt, DueAt) = (again[0].Reason, at, at);
    }

    private static int Badness(PostState state) =>
        state switch
        {
            PostState.Removed => 0,
            PostState.Requested => 1,
            PostState.Blanked => 2,
            _ => 3,
        };

    private static PostState StateOf(Removal removal) =>
        removal switch
        {
            Removal.Removed => PostState.Removed,
            Removal.Blanked => PostState.Blanked,
            Removal.Requested => PostState.Requested,
            _ => PostState.Manual,
        };

    /// <summary>What the network says of its removal, where that is the result that counts.</summary>
    private static string? DetailOf(Removal removal, PostState worst) =>
        StateOf(removal) != worst
            ? null
            : removal switch
            {
                Removal.Requested(var detail) => detail,
                Removal.Manual(_, var detail) => detail,
                _ => null,
            };

    /// <summary>It is not out and shall not be tried again now.</summary>
    private void Stop(string cause, DateTimeOffset now)
    {
        if (!RemoveWhenKnown)
        {
            Attention(cause, now);
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
        Fence++;
        (RemovingSince, DueAt, RemoveWhenKnown) = (now, now, false);
        (Cause, NextTryAt) = (null, null);
        (LeaseOwner, LeaseUntil) = (null, null);
    }

    /// <summary>A takedown that waited for an answer takes what is known to be out.</summary>
    private void RemoveOrRest(DateTimeOffset now)
    {
        if (RemoveWhenKnown && HasVisiblePart)
        {
            StartRemoving(now);
        }
        else
        {
            Rest();
        }
    }
}
