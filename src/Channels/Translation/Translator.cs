using Microsoft.Extensions.Options;
using Publisher.Channels.Http;

namespace Publisher.Channels.Translation;

/// <summary>The translator that the settings name, in calls of the length it takes: 100 s in all.</summary>
internal sealed class Translator(IOptions<TranslationOptions> options, NetworkClients clients)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(100);

    /// <summary>Null when translations can be asked for; else what to set.</summary>
    public Translated.Unavailable? Missing() =>
        options.Value.Provider is TranslationOptions.LibreTranslate or TranslationOptions.DeepL && options.Value.Fault() is null
            ? null
            : new(
                TranslatorAnswers.NotConfigured,
                "No translator is set up. Set Translation:Provider to libretranslate or deepl, with Translation:BaseUrl or Translation:ApiKey."
            );

    /// <param name="texts">Marked text, see <see cref="MarkedText"/>.</param>
    public async Task<Translated> TranslateAsync(IReadOnlyList<string> texts, string from, string to, CancellationToken cancellationToken)
    {
        if (Missing() is { } missing)
        {
            return missing;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            return await TranslateAllAsync(texts, from, to, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Translated.Unavailable(TranslatorAnswers.Down, $"The translator did not finish within {_limit.TotalSeconds:0} s.");
        }
    }

    private async Task<Translated> TranslateAllAsync(
        IReadOnlyList<string> texts,
        string from,
        string to,
        CancellationToken cancellationToken
    )
    {
        var done = new List<string>(texts.Count);
        foreach (var call in CallsOf(texts))
        {
            var answer = await CallAsync(call, from, to, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (answer is not Translated.Texts(var items))
            {
                return answer;
            }

            done.AddRange(items);
        }

        return new Translated.Texts(done);
    }

    private Task<Translated> CallAsync(IReadOnlyList<string> texts, string from, string to, CancellationToken cancellationToken) =>
        options.Value.Provider is TranslationOptions.DeepL
            ? new DeepL(clients, options.Value.BaseUrl, options.Value.ApiKey!).TranslateAsync(texts, from, to, cancellationToken)
            : new LibreTranslate(clients, options.Value.BaseUrl!, options.Value.ApiKey).TranslateAsync(texts, from, to, cancellationToken);

    private IEnumerable<IReadOnlyList<string>> CallsOf(IReadOnlyList<string> texts)
    {
        var (longest, most) =
            options.Value.Provider is TranslationOptions.DeepL
                ? (DeepL.LongestCall, DeepL.MostTexts)
                : (LibreTranslate.LongestCall, LibreTranslate.MostTexts);
        var call = new List<string>();
        var length = 0;
        foreach (var text in texts)
        {
            if (call.Count > 0 && (call.Count == most || length + text.Length > longest))
            {
                yield return call;
                (call, length) = ([], 0);
            }

            call.Add(text);
            length += text.Length;
        }

        if (call.Count > 0)
        {
            yield return call;
        }
    }
}
