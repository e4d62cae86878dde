namespace Publisher.Channels;

/// <summary>All that an attempt can end in. Expected failure is a case; a bug stays an exception, and the Deliverer takes it as <see cref="Uncertain"/>.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The network gave an id: the part is visible.</summary>
    public sealed record Published(RemoteId Id, Uri? Link) : Outcome;

    /// <summary>Taken and still being processed; <paramref name="Handle"/> asks for its status. Never sent again while the handle lives.</summary>
    public sealed record Accepted(string Handle, TimeSpan LookAgainAfter) : Outcome;

    /// <summary>Nothing happened at the network: no byte of the body was asked for, or it answered 429.</summary>
    /// <param name="After">What the network asked for; null leaves it to the retry plan.</param>
    /// <param name="RateLimited">The network asked us to wait: does not count towards the cap of attempts.</param>
    public sealed record NotSent(string Reason, TimeSpan? After = null, bool RateLimited = false) : Outcome;

    /// <summary>A documented no. <see cref="TokenTrouble"/> as code means: the channel must be reconnected, the post waits.</summary>
    public sealed record Refused(string Code, string Reason) : Outcome
    {
        public bool IsTokenTrouble => Code == TokenTrouble;
    }

    /// <summary>Bytes left and no answer was understood: ask before sending again.</summary>
    public sealed record Uncertain(string Reason) : Outcome;

    /// <summary>Code of a refusal that means the channel's credentials no longer work.</summary>
    public const string TokenTrouble = "unauthorized";
}
