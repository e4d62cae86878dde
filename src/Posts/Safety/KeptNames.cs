using System.Globalization;
using System.Text;
using Publisher.Channels;

namespace Publisher.Posts.Safety;

/// <summary>Protected names that stand in a text and must not be seen by a translator.</summary>
public sealed class KeptNames(LeakChecks checks)
{
    /// <summary>The terms to keep back: those that are given, and every protected name as the text writes it.</summary>
    /// <param name="from">The language that is translated.</param>
    /// <returns>Null when a name cannot be cut out, such as one with markup inside: then nothing may be sent.</returns>
    /// <exception cref="GuardUnavailableException">The texts cannot be read for protected names.</exception>
    public async Task<IReadOnlyList<string>?> OfAsync(
        Content content,
        string from,
        IReadOnlyList<string> keep,
        CancellationToken cancellationToken
    )
    {
        var terms = new List<string>(keep);
        var texts = TextsOf(content, from).ToList();
        foreach (var text in texts)
        {
            var hits = await checks.ReadAsync(text, cancellationToken);
            terms.AddRange(hits.Select(hit => text.Substring(hit.Start, hit.Length)));
        }

        if (!terms.Skip(keep.Count).All(IsPlain))
        {
            return null;
        }

        foreach (var text in texts)
        {
            var sent = terms.Aggregate(text, (rest, term) => rest.Replace(term, " | ", StringComparison.OrdinalIgnoreCase));
            if ((await checks.ReadAsync(sent, cancellationToken)).Count > 0)
            {
                return null;
            }
        }

        return [.. terms.Distinct()];
    }

    /// <summary>Markup inside would take the name apart before it is looked for.</summary>
    private static bool IsPlain(string term) =>
        term.EnumerateRunes()
            .All(rune =>
                Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator
                || rune.Value is '-' or '.' or '\'' or '’' or '@' or '+'
            );

    private static IEnumerable<string> TextsOf(Content content, string from)
    {
        var text = content.Texts[from];
        string?[] own = [text.Title, text.Summary, text.Body, .. text.Slides, content.ContentWarning.GetValueOrDefault(from)];
        return own.Concat(content.Media.Select(media => media.Alt.GetValueOrDefault(from))).OfType<string>().Where(one => one.Length > 0);
    }
}
