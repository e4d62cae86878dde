namespace Publisher.Channels;

/// <summary>What became of a request to take a part down. Says Removed only after reading back that it is gone.</summary>
public abstract record Removal
{
    private Removal() { }

    public sealed record Removed : Removal;

    /// <summary>It could not be deleted; an empty notice stands in its place.</summary>
    public sealed record Blanked : Removal;

    /// <summary>Asked for; copies elsewhere (federation, relays) may stay.</summary>
    public sealed record Requested(string Detail) : Removal;

    /// <summary>The network has no such call: a person must do it.</summary>
    public sealed record Manual(Uri? Link, string Detail) : Removal;

    /// <summary>Not done yet: try again.</summary>
    public sealed record Again(string Reason, TimeSpan? After = null) : Removal;
}
