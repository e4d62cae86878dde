namespace Publisher.Simulation;

/// <summary>Bugs put in on purpose: a simulation that does not find them would not find others. They exist here only, not in what is shipped.</summary>
public enum PlantedBug
{
    None,

    /// <summary>A lost answer counts as not sent.</summary>
    RetryBlindly,

    /// <summary>"Not there" counts at once, though the call may still be on its way.</summary>
    CountMissingEarly,

    /// <summary>One "not there" is enough.</summary>
    CountMissingOnce,

    /// <summary>What counts as late is read off the wall clock.</summary>
    WatchTheWallClock,

    /// <summary>Whoever was overtaken still writes its result.</summary>
    IgnoreFence,

    /// <summary>Two writers that read the same row both succeed.</summary>
    IgnoreState,

    /// <summary>Results are decided on a row that others may write meanwhile.</summary>
    DecideOnStaleRead,

    /// <summary>What another one works on is taken too.</summary>
    IgnoreLease,

    /// <summary>The network's key is trusted however old it is.</summary>
    TrustOldKey,

    /// <summary>Every try has a key of its own.</summary>
    NewKeyEachTry,

    /// <summary>A thread begins anew at its first part.</summary>
    ForgetParts,
    BeginLate,
    IgnorePause,

    /// <summary>Only a pause of everything counts.</summary>
    IgnoreChannelPause,

    /// <summary>A channel that is turned off sends all the same.</summary>
    IgnoreTurnedOff,
    IgnoreApproval,

    /// <summary>An approval counts for whatever text the post holds.</summary>
    ApproveAnyText,
    SendBeforeAttemptRow,

    /// <summary>A claim that found no room on the disk is sent.</summary>
    SendWithoutRoom,

    /// <summary>A claim whose commit was not answered is sent without a look at what is written.</summary>
    TrustUnheardCommit,

    /// <summary>An attempt whose commit failed counts as known: the next of its number looks older than it is.</summary>
    WatchBeforeCommit,

    /// <summary>An outcome that cannot be written is forgotten.</summary>
    ForgetUnwritten,

    /// <summary>A copy of the diary that was put back is believed.</summary>
    ForgetEpoch,

    /// <summary>In a copy that was put back, further parts of what was on its way are sent without asking.</summary>
    SuspectOnlyDue,

    /// <summary>In a copy that was put back, what waited is sent without asking.</summary>
    SuspectOnlyDoubtful,

    /// <summary>In a copy that was put back, what was refused or missed and is let go again is sent without asking.</summary>
    SuspectNoneAtRest,

    /// <summary>Bytes are written after the attempt's deadline.</summary>
    IgnoreDeadline,

    /// <summary>A takedown of what is in doubt is forgotten.</summary>
    DropRemoveWhenKnown,

    /// <summary>What the network took counts as published.</summary>
    TrustAccepted,

    /// <summary>What a dead process was sending is sent again without asking.</summary>
    ResendAfterRestart,
}
