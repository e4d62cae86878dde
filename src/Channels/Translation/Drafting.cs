using System.Diagnostics;
using Microsoft.Extensions.Options;
using Publisher.Channels.Http;

namespace Publisher.Channels.Translation;

/// <summary>
/// Makes machine drafts of translations. A translator gets words and numbered marks: names that were given, addresses, handles,
/// hashtags, figures and Markdown never reach it, and a draft that lacks one of them is refused.
/// </summary>
public sealed class Drafting(IOptions<TranslationOptions> options, NetworkClients clients)
{
    private readonly Translator _translator = new(options, clients);

    public async Task<DraftResult> DraftAsync(DraftRequest request, CancellationToken cancellationToken)
    {
        if (_translator.Missing() is { } missing)
        {
            return Unavailable(missing);
        }

        var fields = DraftFields.Of(request);
        List<string> marked = [.. fields.All.SelectMany(field => field.Text.Segments).Select(MarkedText.Write)];
        return await _translator.TranslateAsync(marked, request.From, request.To, cancellationToken) switch
        {
            Translated.Texts(var answers) => Put(fields, answers, request),
            Translated.Unavailable unavailable => Unavailable(unavailable),
            Translated.Refused(var problem) => new DraftResult.Refused([problem]),
            var other => throw new UnreachableException($"{other} is no translation."),
        };
    }

    private static DraftResult Put(DraftFields fields, IReadOnlyList<string> answers, DraftRequest request)
    {
        var problems = new List<Problem>();
        var texts = new Dictionary<string, string>();
        var from = 0;
        foreach (var (path, text) in fields.All)
        {
            var count = text.Segments.Count;
            if (text.Join([.. answers.Skip(from).Take(count)]) is { } joined)
            {
                texts[path] = joined;
            }
            else
            {
                problems.Add(Damaged(path));
            }

            from += count;
        }

        return problems.Count > 0 ? new DraftResult.Refused(problems) : new DraftResult.Made(fields.Made(texts, request));
    }

    private static Problem Damaged(string path) =>
        new(
            "translation_damaged",
            path,
            $"The translator lost, doubled or invented a name, address, hashtag or mark in {path}, or its marks are too tangled; translate this text by hand, or simplify its marks and ask again."
        );

    private static DraftResult.Unavailable Unavailable(Translated.Unavailable unavailable) =>
        new(unavailable.Code, unavailable.Reason, unavailable.After);
}
