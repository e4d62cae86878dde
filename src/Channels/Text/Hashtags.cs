using System.Globalization;
using System.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Text;

/// <summary>Hashtags as every network takes them: letters, digits and <c>_</c> (LNG-08).</summary>
internal static class Hashtags
{
    /// <summary>Without <c>#</c>, in the given order, each once (by the language's own rules of case); what holds no letter is left out.</summary>
    public static IReadOnlyList<string> Clean(IEnumerable<string> hashtags, string language) =>
        [.. hashtags.Select(Clean).Where(tag => tag.Any(char.IsLetter)).Distinct(LetterCase.Comparer(language))];

    public static string Line(IReadOnlyList<string> hashtags) => string.Join(' ', hashtags.Select(tag => "#" + tag));

    private static string Clean(string hashtag)
    {
        var clean = new StringBuilder(hashtag.Length);
        foreach (var rune in CleanText.Of(hashtag).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_' || IsMark(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Normalize();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
