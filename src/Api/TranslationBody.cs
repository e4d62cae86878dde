using Publisher.Api.Conventions;
using Publisher.Channels;
using Publisher.Channels.Translation;
using Publisher.Posts;

namespace Publisher.Api;

/// <summary>A request for a machine draft.</summary>
internal sealed record TranslationBody
{
    private const int MostTerms = 100;

    /// <summary>A language that the content has a text in.</summary>
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>Names and other terms that are not sent to the translator and come back as they are.</summary>
    public IReadOnlyList<string?>? Keep { get; init; }

    /// <summary>Hashtags of the draft; left out: those of the source.</summary>
    public IReadOnlyList<string?>? Hashtags { get; init; }

    /// <summary><c>true</c> puts the draft in place of a text that is there, which If-Match must name.</summary>
    public bool? Replace { get; init; }

    public DraftRequest ToRequest(Content content, ProblemList problems)
    {
        var from = problems.Required("from", From, 35);
        var to = problems.Required("to", To, 35);
        if (to.Length > 0 && !LanguageTag.IsKnown(to))
        {
            problems.Add(
                "to",
                "unknown_language",
                $"“{ProblemList.Shown(to)}” is no language tag we know; write one such as ru, hy, az, ka or en."
            );
        }

        if (from.Length > 0 && from == to)
        {
            problems.Add("to", "same_language", $"to must be another language than from; both are {ProblemList.Shown(to)}.");
        }

        if (from.Length > 0 && !content.Texts.ContainsKey(from))
        {
            problems.Add(
                "from",
                "no_text",
                $"The content has no text in {ProblemList.Shown(from)}; it has {string.Join(", ", content.Texts.Keys)}."
            );
        }

        return new DraftRequest(
            content,
            from,
            to,
            Terms(problems),
            Hashtags is null ? null : ContentBody.Listed("hashtags", Hashtags, problems)
        );
    }

    /// <summary>Terms are names more often than not: a problem tells their place, never their letters.</summary>
    private List<string> Terms(ProblemList problems)
    {
        if (Keep?.Count > MostTerms)
        {
            problems.Add("keep", "too_many", $"keep holds {Keep.Count} terms; the limit is {MostTerms}.");
            return [];
        }

        return [.. (Keep ?? []).Select((term, i) => problems.Required($"keep[{i}]", term))];
    }
}
