using System.Text;

namespace Publisher.Channels.Typography;

/// <summary>
/// The one place where letters change case (LNG-01): by the rules of the text's language, whatever the machine's culture or ICU know.
/// </summary>
internal static class LetterCase
{
    private const char Ligature = 'և';

    public static string Upper(string text, string language)
    {
        var name = Text.LanguageTag.Base(language);
        if (name == "ka")
        {
            return text;
        }

        var upper = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            upper.Append(
                rune.Value switch
                {
                    Ligature => name == "hyw" ? "ԵՒ" : "ԵՎ",
                    'i' when name == "az" => "İ",
                    'ı' => "I", // .NET's invariant rules leave it small
                    >= 0x10D0 and <= 0x10FF => rune.ToString(), // Georgian letters have no capitals; Mtavruli is not one
                    _ => Rune.ToUpperInvariant(rune).ToString(),
                }
            );
        }

        return upper.ToString();
    }

    /// <summary>Equal but for case, as readers of the language see it (LNG-04).</summary>
    public static IEqualityComparer<string> Comparer(string language) =>
        EqualityComparer<string>.Create(
            (one, other) => one is not null && other is not null && Upper(one, language) == Upper(other, language),
            text => Upper(text, language).GetHashCode(StringComparison.Ordinal)
        );
}
