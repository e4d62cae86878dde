using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>In a copy that was put back: what may have gone out since is asked for before it is sent.</summary>
public sealed partial class Post
{
    private const string Forgotten =
        "This copy of the data was put back from an earlier state, and the post may have gone out since. The network is asked for it.";

    /// <summary>Each of its further parts may be out already, though it be missed or refused here: people may have let it go since.</summary>
    public bool AskFirst { get; private set; }

    /// <summary>A further part may be out, and nothing here remembers.</summary>
    private bool MayHaveLostParts => AskFirst && _parts.Count < PartCount;

    /// <summary>It may have gone out after <paramref name="since"/>, and nothing here remembers.</summary>
    /// <param name="canBeAskedFor">There is a variant to compare with.</param>
    public void SuspectSent(DateTimeOffset since, bool canBeAskedFor, DateTimeOffset now)
    {
        (AskFirst, TimesMissing) = (true, 0); // earlier answers say nothing of what was sent since
        if (State is not (PostState.Scheduled or PostState.Blocked))
        {
            return;
        }

        if (canBeAskedFor)
        {
            AskForNextPart(since, now);
        }
        else
        {
            Attention("This copy of the data was put back from an earlier state, and the post may have gone out since.", now);
        }
    }

    /// <summary>Writes down the attempt that may have been made, and has the network asked for it.</summary>
    internal void AskForNextPart(DateTimeOffset since, DateTimeOffset now)
    {
        Fence++;
        (NextTryAt, Looks, TimesMissing) = (null, 0, 0);
        _attempts.Add(new PostAttempt(Id, _attempts.Count + 1, NextPart, Ids.Secret(), since, Fence, since) { IsLost = true });
        Doubt(Forgotten, now);
    }
}
