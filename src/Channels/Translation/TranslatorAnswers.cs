using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Translation;

/// <summary>What it means when a translator gave no translation. Its own words are never repeated, as they may quote the piece.</summary>
internal static class TranslatorAnswers
{
    public const string NotConfigured = "translator_not_configured";
    public const string Down = "translator_unavailable";
    public const string KeyRefused = "translator_key_refused";
    public const string Quota = "translator_quota";
    public const string UnknownLanguage = "unsupported_language";
    public const string TooLong = "too_long";

    public static Translated ToTranslated(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?> refused) =>
        response.ToFailure(sent, refused) switch
        {
            Outcome.Refused { Code: UnknownLanguage or TooLong } refusal => new Translated.Refused(
                new Problem(refusal.Code, refusal.Code is UnknownLanguage ? "to" : "from", refusal.Reason)
            ),
            Outcome.Refused { Code: KeyRefused or Quota or EgressGuard.RefusedCode } refusal => new Translated.Unavailable(
                refusal.Code is EgressGuard.RefusedCode ? NotConfigured : refusal.Code,
                refusal.Reason
            ),
            Outcome.Refused { Code: var code } => new Translated.Unavailable(
                Down,
                $"The translator refused the call ({code}). Check Translation:BaseUrl and Translation:Provider."
            ),
            Outcome.NotSent { RateLimited: true } limited => new Translated.Unavailable(
                Down,
                "The translator asks us to slow down.",
                limited.After
            ),
            Outcome.NotSent => new Translated.Unavailable(
                Down,
                "The translator could not be reached. Check that it runs at Translation:BaseUrl."
            ),
            _ => new Translated.Unavailable(Down, "The translator broke off, took too long, or gave an answer that cannot be read."),
        };

    /// <summary>Its answer, when there is one text for each that was asked.</summary>
    public static Translated Matching(IReadOnlyList<string?>? texts, int expected) =>
        texts is not null && texts.Count == expected && texts.All(text => text is not null)
            ? new Translated.Texts([.. texts.Select(text => text!)])
            : new Translated.Unavailable(Down, "The translator gave an answer that cannot be read.");
}
