using Publisher.Channels;
using Publisher.Posts.Safety;

namespace Publisher.Posts;

/// <summary>
/// Each step of a delivery as a decision on the post and its channel alone: no database, no network, no clock.
/// Claims and results take them inside their transactions. The attempt that is returned may be sent once it is committed.
/// </summary>
public static class Steps
{
    /// <summary>A post whose time has come.</summary>
    public static PostAttempt? Claim(Post post, Clearance clearance, Pace pace, string owner, DateTimeOffset now)
    {
        switch (clearance.ForDue(post, now))
        {
            case Verdict.Miss:
                post.Miss();
                return null;
            case Verdict.Block:
                post.Block(Settlement.Voided);
                return null;
            case Verdict.Guard:
                post.Block(LeakChecks.Cause);
                return null;
            case Verdict.Begin:
                clearance.Channel!.Occupy(pace, post.DueAt, Leases.Sending, now);
                return post.Begin(owner, Leases.Sending, now);
            default:
                return null;
        }
    }

    /// <summary>What the preparing calls gave.</summary>
    public static void Prepare(Post post, Channel channel, Prepared prepared, DateTimeOffset now)
    {
        switch (prepared)
        {
            case Prepared.Ready ready:
                post.SetPrepared(ready);
                break;
            case Prepared.Failed(var why):
                post.PreparingFailed(why, now);
                channel.Heed(why);
                break;
        }
    }

    /// <summary>What an attempt ended in. Returns the attempt at the next part when that is due at once.</summary>
    public static PostAttempt? Record(Post post, Clearance clearance, Outcome outcome, string owner, DateTimeOffset now)
    {
        clearance.Channel?.Heed(outcome);
        var next = post.Record(outcome, now) ? GoOn(post, clearance, owner, now) : null;
        if (next is null)
        {
            clearance.Channel?.Release();
        }

        return next;
    }

    /// <summary>The question what became of an attempt. With null it is not asked: whoever sends it may still be at it.</summary>
    /// <param name="senderHas">What is left to a sender of this very process.</param>
    public static PostAttempt? Ask(Post post, string owner, TimeSpan senderHas, DateTimeOffset now)
    {
        if (post.IsBeingSent && senderHas > TimeSpan.Zero)
        {
            post.Prolong(senderHas, now);
            return null;
        }

        if (post.IsBeingSent)
        {
            post.Doubt("The process that was sending it fell silent.", now);
        }

        post.LeaseLooking(owner, Leases.Sending, now);
        return post.Attempts[^1];
    }

    /// <summary>What the network told of a doubtful attempt. Returns an attempt when one is due at once: at the next part, or again under the network's own key.</summary>
    public static PostAttempt? Learn(Post post, Clearance clearance, Found found, Inquiry inquiry, string owner, DateTimeOffset now) =>
        post.Learn(found, inquiry, now) ? GoOn(post, clearance, owner, now) : null;

    private static PostAttempt? GoOn(Post post, Clearance clearance, string owner, DateTimeOffset now)
    {
        if (post.AskFirst && post.State is not PostState.Uncertain)
        {
            post.AskForNextPart(post.Attempts[^1].StartedAt, now);
            return null;
        }

        if (clearance.Channel is null && post.State is not PostState.Uncertain)
        {
            post.LeaveToPerson("Its channel was deleted.", now);
            return null;
        }

        var verdict = clearance.ForNext(post, now);
        if (verdict is Verdict.Begin && (post.State is PostState.Uncertain || clearance.Channel!.HasToken(clearance.Pace, now)))
        {
            // What goes again after a doubt has waited already; its call is counted all the same.
            clearance.Channel!.OccupyFurther(clearance.Pace, Leases.Sending, now);
            return post.Begin(owner, Leases.Sending, now);
        }

        if (post.State is PostState.Uncertain)
        {
            return null; // it is asked about again, and may be sent again only then
        }

        switch (verdict)
        {
            case Verdict.Miss:
                post.Miss();
                break;
            case Verdict.Block:
                post.HoldNextPart();
                post.Block(Settlement.Voided);
                break;
            case Verdict.Guard:
                post.HoldNextPart();
                post.Block(LeakChecks.Cause);
                break;
            case Verdict.Wait:
                post.HoldNextPart();
                break;
            case Verdict.Begin:
                post.HoldNextPart();
                clearance.Channel!.WaitForToken(clearance.Pace);
                break;
        }

        return null;
    }
}
