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
    IgnoreApproval,
    SendBeforeAttemptRow,

    /// <summary>Bytes are written after the attempt's deadline.</summary>
    IgnoreDeadline,

    /// <summary>A takedown of what is in doubt is forgotten.</summary>
    DropRemoveWhenKnown,

    /// <summary>What the network took counts as published.</summary>
    TrustAccepted,

    /// <summary>What a dead process was sending is sent again without asking.</summary>
    ResendAfterRestart,
}
