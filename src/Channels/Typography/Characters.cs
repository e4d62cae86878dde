using System.Text;

namespace Publisher.Channels.Typography;

/// <summary>Single characters: those that nobody sees, those of another alphabet, and one form of Unicode for all (NFC).</summary>
internal static class Characters
{
    /// <summary>Zero-width spaces, word joiners, byte order marks and soft hyphens go; the joiners that Persian and emoji need stay.</summary>
    public static IEnumerable<Edit> FindInvisible(TypedText text, LanguageRules rules)
    {
        for (var at = 0; at < text.Letters.Length; at++)
        {
            if (text.At(at) is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' && !text.IsCode(at))
            {
                yield return new Edit(at, 1, "", EditKind.Invisible);
            }
        }
    }

    /// <summary>No-break spaces of any width as ordinary ones.</summary>
    public static IEnumerable<Edit> FindSpaces(TypedText text, LanguageRules rules)
    {
        for (var at = 0; at < text.Letters.Length; at++)
        {
            if (text.At(at) is '\u00A0' or '\u202F' or '\u2007' && !text.IsCode(at))
            {
                yield return new Edit(at, 1, " ", EditKind.Spaces);
            }
        }
    }

    public static IEnumerable<Edit> FindLetters(TypedText text, LanguageRules rules)
    {
        for (var at = 0; at < text.Letters.Length && rules.Letters.Count > 0; at++)
        {
            if (rules.Letters.TryGetValue(text.At(at), out var letter) && !text.IsKept(at))
            {
                yield return new Edit(at, 1, letter.ToString(), EditKind.Letters);
            }
        }
    }

    public static IEnumerable<Edit> FindForms(TypedText text, LanguageRules rules)
    {
        for (var (start, end) = (0, 0); start < text.Letters.Length; start = end)
        {
            end = start + 1;
            while (end < text.Letters.Length && text.IsKept(end) == text.IsKept(start) && text.HaveOneStyle(start, end))
            {
                end++;
            }

            var stretch = text.Letters[start..end];
            if (!text.IsKept(start) && !stretch.IsNormalized(NormalizationForm.FormC))
            {
                yield return new Edit(start, end - start, stretch.Normalize(NormalizationForm.FormC), EditKind.Letters);
            }
        }
    }

    /// <summary>Three dots as one character; <c>?..</c> and <c>!..</c> stay (LNG-06).</summary>
    public static IEnumerable<Edit> FindEllipses(TypedText text, LanguageRules rules)
    {
        for (var at = text.Letters.IndexOf("...", StringComparison.Ordinal); at >= 0 && rules.Dash is not null; )
        {
            var end = at + 3;
            while (text.At(end) == '.')
            {
                end++;
            }

            if (end == at + 3 && text.At(at - 1) is not ('?' or '!' or '…') && !text.IsKept(at) && !text.IsKept(at + 2))
            {
                yield return new Edit(at, 3, "…", EditKind.Ellipses);
            }

            at = text.Letters.IndexOf("...", end, StringComparison.Ordinal);
        }
    }
}
