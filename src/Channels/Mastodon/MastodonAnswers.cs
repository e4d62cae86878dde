using Publisher.Channels.Http;

namespace Publisher.Channels.Mastodon;

/// <summary>What Mastodon's own errors mean.</summary>
internal static class MastodonAnswers
{
    private const int LongestId = 64;

    public static Outcome? Refused(Refusal refusal)
    {
        var error = refusal.Read(MastodonJson.Default.MastodonError)?.Error;
        return refusal.Status switch
        {
            401 => new Outcome.Refused(Outcome.TokenTrouble, "Mastodon no longer accepts the access token."),
            403 when error is not null => new Outcome.Refused(
                Outcome.TokenTrouble,
                "The access token may not do this, or the account is locked."
            ),
            404 when error is not null && error.Contains("reply", StringComparison.Ordinal) => new Outcome.Refused(
                "reply_gone",
                "The part before it is no longer on Mastodon, so this one has nothing to answer."
            ),
            422 when error is not null && error.Contains("finished processing", StringComparison.Ordinal) => new Outcome.NotSent(
                "Mastodon still works on the pictures.",
                TimeSpan.FromSeconds(10)
            ),
            422 when error is not null => new Outcome.Refused("validation", $"Mastodon refused it: {Refusal.Shorten(error)}"),
            _ => null,
        };
    }

    public static Outcome? Published(MastodonStatus status, Uri baseUrl) =>
        ForeignId.Of(status.Id) is { Length: <= LongestId } id
            ? new Outcome.Published(new RemoteId(id), baseUrl.LinkOnHost(status.Url))
            : null;
}
