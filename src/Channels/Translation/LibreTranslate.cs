using Publisher.Channels.Http;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>Drafts through a LibreTranslate server, which a newsroom can run on its own machine.</summary>
internal sealed class LibreTranslate(NetworkClients clients, Uri baseUrl, string? apiKey)
{
    /// <summary>Public servers take 2,000 characters in a call; a longer text goes alone.</summary>
    public const int LongestCall = 2_000;
    public const int MostTexts = 50;

    public async Task<Translated> TranslateAsync(IReadOnlyList<string> texts, string from, string to, CancellationToken cancellationToken)
    {
        var call = clients.ForPreparing<ILibreTranslateApi>(baseUrl, LibreTranslateJson.Default);
        using var response = await call.Api.Translate(
            new LibreTexts(texts, CodeOf(from), CodeOf(to), "html", string.IsNullOrWhiteSpace(apiKey) ? null : apiKey),
            cancellationToken
        );
        return response.IsSuccessfulWithContent
            ? TranslatorAnswers.Matching(response.Content.TranslatedText, texts.Count)
            : response.ToTranslated(call.Sent, refusal => Judge(refusal, from, to));
    }

    private static string CodeOf(string tag) =>
        LanguageTag.Base(tag) is "zh" ? (tag.Contains("Hant", StringComparison.Ordinal) ? "zh-Hant" : "zh-Hans") : LanguageTag.Base(tag);

    private static Outcome? Judge(Refusal refusal, string from, string to)
    {
        var error = refusal.Read(LibreTranslateJson.Default.LibreError)?.Error ?? "";
        return refusal.Status switch
        {
            400 when Says(error, "not supported") || Says(error, "not available") => new Outcome.Refused(
                TranslatorAnswers.UnknownLanguage,
                $"This LibreTranslate server does not translate from {from} to {to}."
            ),
            400 when Says(error, "exceeds") => new Outcome.Refused(
                TranslatorAnswers.TooLong,
                "A paragraph is longer than this LibreTranslate server takes; split it, or raise the server's --char-limit."
            ),
            400 when Says(error, "api key") => KeyRefused(),
            403 => KeyRefused(),
            _ => null,
        };
    }

    private static Outcome.Refused KeyRefused() =>
        new(TranslatorAnswers.KeyRefused, "The LibreTranslate server wants another key. Set Translation:ApiKey.");

    private static bool Says(string error, string words) => error.Contains(words, StringComparison.OrdinalIgnoreCase);
}
