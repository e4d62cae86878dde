using System.Text;
using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>Single characters: those that nobody sees, those of another alphabet, and one form of Unicode for all (NFC).</summary>
internal static class Characters
{
    /// <summary>What is left of them once entities are letters: zero-width spaces, word joiners, soft hyphens. What scripts and emoji need stays.</summary>
    public static IEnumerable<Edit> FindInvisible(TypedText text, LanguageRules rules)
    {
        var at = 0;
        foreach (var character in text.Letters.EnumerateRunes())
        {
            if (InvisibleCharacters.IsAt(text.Letters, at, character) && !text.IsCode(at))
            {
                yield return new Edit(at, character.Utf16SequenceLength, "", EditKind.Invisible);
            }

            at += character.Utf16SequenceLength;
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
