using Publisher.Channels.Http;

namespace Publisher.Channels.WordPress;

/// <summary>What WordPress's own errors mean.</summary>
internal static class WordPressAnswers
{
    public static Outcome? Refused(Refusal refusal)
    {
        var error = refusal.Read(WordPressJson.Default.WordPressError);
        // Who is not let in and asks for drafts hears of a bad parameter.
        var isStranger = error?.Data?.Details?.Values.Any(detail => detail.Code == "rest_forbidden_status") is true;
        return (isStranger ? 401 : refusal.Status, error?.Code) switch
        {
            (401, _) => new Outcome.Refused(Outcome.TokenTrouble, "WordPress does not accept the username with this application password."),
            // Without a code it was not WordPress but something before it that refused.
            (403, { } code) => new Outcome.Refused(
                Outcome.TokenTrouble,
                $"The WordPress account may not do this ({Refusal.Shorten(code)})."
            ),
            (400 or 404 or 410 or 413, { } code) => new Outcome.Refused(
                Refusal.Shorten(code),
                $"WordPress refused it: {Refusal.Shorten(error!.Message)}"
            ),
            _ => null,
        };
    }

    /// <summary>The tag that is there already, when a refusal says so.</summary>
    public static long? ExistingTag(Refusal refusal) =>
        refusal.Read(WordPressJson.Default.WordPressError) is { Code: "term_exists", Data.TermId: { } id } ? id : null;
}
