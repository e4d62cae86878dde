using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>What the server's own errors mean.</summary>
internal static class BlueskyAnswers
{
    public static string? ErrorOf(Refusal refusal) => refusal.Read(BlueskyJson.Default.BlueskyError)?.Error;

    /// <summary>The token ran out, or the server no longer knows it; the account itself is fine.</summary>
    public static bool IsStaleToken(Refusal refusal) =>
        refusal.Status is 400 or 401 && ErrorOf(refusal) is "ExpiredToken" or "InvalidToken" or "AuthMissing";

    public static Outcome? Refused(Refusal refusal)
    {
        var error = refusal.Read(BlueskyJson.Default.BlueskyError);
        return (refusal.Status, error?.Error) switch
        {
            (400 or 401, "ExpiredToken" or "InvalidToken" or "AuthMissing") => new Outcome.NotSent(
                "The session had ended; a new one is made.",
                TimeSpan.FromSeconds(1)
            ),
            (401, _) => new Outcome.Refused(Outcome.TokenTrouble, "Bluesky does not accept the identifier with this app password."),
            (400 or 403, "AccountTakedown" or "AccountSuspended" or "AccountDeactivated" or "AccountNotFound") => new Outcome.Refused(
                Outcome.TokenTrouble,
                $"The Bluesky account cannot publish ({error!.Error})."
            ),
            (400 or 413, { } code) => new Outcome.Refused(
                Refusal.Shorten(code),
                $"Bluesky refused it: {Refusal.Shorten(error!.Message ?? code)}"
            ),
            _ => null,
        };
    }
}
