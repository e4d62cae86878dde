namespace Publisher.Sandbox;

/// <summary>What a call does, for the ledger and for faults alike.</summary>
public enum NetworkAction
{
    /// <summary>Makes a message visible.</summary>
    Publish,

    /// <summary>Changes a visible message.</summary>
    Edit,

    /// <summary>Takes a message away.</summary>
    Delete,

    /// <summary>Leaves something nobody sees yet: an upload, a draft, a stub.</summary>
    Media,

    /// <summary>Asks and changes nothing.</summary>
    Read,

    /// <summary>Signs in, or asks who is signed in.</summary>
    Auth,
}
