using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The real decisions, each with the place where a planted bug can spoil it.</summary>
internal sealed class Rules(PlantedBug bug)
{
    public bool Has(PlantedBug other) => bug == other;

    public PostAttempt? Claim(Post post, Clearance clearance, Pace pace, string owner, DateTimeOffset now) =>
        Steps.Claim(post, Spoil(clearance), pace, owner, InTime(post, now));

    public PostAttempt? Record(Post post, Clearance clearance, Outcome outcome, string owner, DateTimeOffset now) =>
        Steps.Record(
            post,
            Spoil(clearance),
            (bug, outcome) switch
            {
                (PlantedBug.RetryBlindly, Outcome.Uncertain(var reason)) => new Outcome.NotSent(reason),
                (PlantedBug.TrustAccepted, Outcome.Accepted(var handle, _)) => new Outcome.Published(new RemoteId(handle), null),
                _ => outcome,
            },
            owner,
            InTime(post, now)
        );

    public PostAttempt? Ask(Post post, string owner, TimeSpan senderHas, DateTimeOffset now)
    {
        if (bug is PlantedBug.ResendAfterRestart && post.IsBeingSent && senderHas == TimeSpan.Zero)
        {
            post.Record(new Outcome.NotSent("Its process died."), now);
            return null;
        }

        return Steps.Ask(post, owner, bug is PlantedBug.IgnoreLease or PlantedBug.WatchTheWallClock ? TimeSpan.Zero : senderHas, now);
    }

    public PostAttempt? Learn(Post post, Clearance clearance, Found found, Inquiry inquiry, string owner, DateTimeOffset now)
    {
        inquiry = bug switch
        {
            PlantedBug.CountMissingEarly => inquiry with { Watched = TimeSpan.FromDays(1) },
            PlantedBug.WatchTheWallClock => inquiry with { Watched = now - post.Attempts[^1].StartedAt },
            PlantedBug.TrustOldKey => inquiry with { KeyWindow = TimeSpan.FromDays(30), KeyWatched = TimeSpan.Zero },
            _ => inquiry,
        };
        if (bug is PlantedBug.CountMissingOnce && found is Found.Missing && inquiry.UntilMissingCounts == TimeSpan.Zero)
        {
            post.Learn(found, inquiry, now);
        }

        return post.State is PostState.Publishing or PostState.Uncertain or PostState.HandedOver
            ? Steps.Learn(post, Spoil(clearance), found, inquiry, owner, InTime(post, now))
            : null;
    }

    public void TakeDown(Post post, DateTimeOffset now)
    {
        if (bug is not PlantedBug.DropRemoveWhenKnown || post.OpenAttempt is null)
        {
            post.TakeDown(now);
        }
    }

    /// <summary>Whether the piece is approved as the post would send it.</summary>
    public bool Approve(Piece piece, Post post) =>
        bug switch
        {
            PlantedBug.IgnoreApproval => true,
            PlantedBug.ApproveAnyText => piece.IsApproved,
            _ => piece.Approves(post),
        };

    /// <summary>Whether a pause holds the channel.</summary>
    public bool Hold(IReadOnlyList<Pause> pauses, Channel channel) =>
        bug switch
        {
            PlantedBug.IgnorePause => false,
            PlantedBug.IgnoreChannelPause => pauses.Any(pause => pause.ChannelId is null),
            _ => pauses.Any(pause => pause.Covers(channel.Id)),
        };

    /// <summary>The channel as decisions see it.</summary>
    public Channel See(Channel channel)
    {
        if (bug is not PlantedBug.IgnoreTurnedOff || channel.Enabled)
        {
            return channel;
        }

        var seen = Copies.Copy(channel);
        seen.Apply(Drafts.Plan(channel.MinGap));
        return seen;
    }

    /// <summary>What the first start of a copy that was put back does to a post that may have gone out since.</summary>
    public void Suspect(Post post, DateTimeOffset since, DateTimeOffset now)
    {
        var isDue = post.State is PostState.Scheduled or PostState.Blocked && post.PublishAt <= now;
        var isOnItsWay = post.State is PostState.Publishing or PostState.Uncertain or PostState.HandedOver;
        var isAtRest = post.State is PostState.Missed or PostState.Refused;
        var isSuspected = bug switch
        {
            PlantedBug.ForgetEpoch => false,
            PlantedBug.SuspectOnlyDue => isDue || isAtRest,
            PlantedBug.SuspectOnlyDoubtful => isOnItsWay || isAtRest,
            PlantedBug.SuspectNoneAtRest => isDue || isOnItsWay,
            _ => isDue || isOnItsWay || isAtRest,
        };
        if (isSuspected)
        {
            post.SuspectSent(since, canBeAskedFor: true, now);
        }
    }

    private Clearance Spoil(Clearance clearance) => clearance with { Channel = See(clearance.Channel!) };

    private DateTimeOffset InTime(Post post, DateTimeOffset now) =>
        bug is PlantedBug.BeginLate && now > post.MissedAt ? post.MissedAt : now;
}
