using Publisher.Channels.Http;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>Drafts through DeepL, a company's service: the words of the piece go there, but for what is protected.</summary>
internal sealed class DeepL(NetworkClients clients, Uri? baseUrl, string apiKey)
{
    /// <summary>In UTF-16 units; DeepL takes a body of 128 KiB, and a letter takes up to six bytes in JSON.</summary>
    public const int LongestCall = 20_000;
    public const int MostTexts = 50;

    private static readonly Uri _pro = new("https://api.deepl.com");
    private static readonly Uri _free = new("https://api-free.deepl.com");

    public async Task<Translated> TranslateAsync(IReadOnlyList<string> texts, string from, string to, CancellationToken cancellationToken)
    {
        var call = clients.ForPreparing<IDeepLApi>(
            baseUrl ?? AddressFor(apiKey),
            DeepLJson.Default,
            headers => headers.TryAddWithoutValidation("Authorization", $"DeepL-Auth-Key {apiKey.Trim()}")
        );
        using var response = await call.Api.Translate(
            new DeepLTexts(texts, SourceCode(from), TargetCode(to), "xml", "v2", [MarkedText.Atom]),
            cancellationToken
        );
        return response.IsSuccessfulWithContent
            ? TranslatorAnswers.Matching([.. (response.Content.Translations ?? []).Select(text => text?.Text)], texts.Count)
            : response.ToTranslated(call.Sent, refusal => Judge(refusal, from, to));
    }

    /// <summary>Keys of the free plan end in <c>:fx</c> and have an address of their own.</summary>
    internal static Uri AddressFor(string apiKey) => apiKey.Trim().EndsWith(":fx", StringComparison.Ordinal) ? _free : _pro;

    internal static string SourceCode(string tag) => LanguageTag.Base(tag).ToUpperInvariant();

    /// <summary>English, Portuguese and Chinese want to know which.</summary>
    internal static string TargetCode(string tag) =>
        LanguageTag.Base(tag) switch
        {
            "en" => tag.EndsWith("-US", StringComparison.Ordinal) ? "EN-US" : "EN-GB",
            "pt" => tag.EndsWith("-BR", StringComparison.Ordinal) ? "PT-BR" : "PT-PT",
            "zh" => tag.Contains("Hant", StringComparison.Ordinal) ? "ZH-HANT" : "ZH-HANS",
            _ => SourceCode(tag),
        };

    private static Outcome? Judge(Refusal refusal, string from, string to)
    {
        var message = refusal.Read(DeepLJson.Default.DeepLError)?.Message ?? "";
        return refusal.Status switch
        {
            400 when message.Contains("_lang", StringComparison.Ordinal) => new Outcome.Refused(
                TranslatorAnswers.UnknownLanguage,
                $"DeepL does not translate from {from} to {to}."
            ),
            401 or 403 => new Outcome.Refused(
                TranslatorAnswers.KeyRefused,
                "DeepL does not take the key. Check Translation:ApiKey, and that Translation:BaseUrl is of the same plan."
            ),
            413 or 414 => new Outcome.Refused(TranslatorAnswers.TooLong, "A paragraph is longer than DeepL takes; split it."),
            456 => new Outcome.Refused(TranslatorAnswers.Quota, "The characters that this DeepL key may translate are used up."),
            529 => new Outcome.NotSent("DeepL asks us to slow down.", RateLimited: true),
            _ => null,
        };
    }
}
