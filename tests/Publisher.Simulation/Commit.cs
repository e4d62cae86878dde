namespace Publisher.Simulation;

/// <summary>What a process hears of a commit it asked for.</summary>
internal enum Commit
{
    Done,

    /// <summary>Somebody was faster; nothing is written.</summary>
    Overtaken,

    /// <summary>The disk is full; nothing is written.</summary>
    NoRoom,

    /// <summary>The answer was lost: it is written, or it is not.</summary>
    Unheard,
}
