using System.Collections.Frozen;

namespace Publisher.Channels.Text;

/// <summary>Words whose full stop ends no sentence (SLD-27). Russian and English also take any single capital letter as an initial.</summary>
internal static class Abbreviations
{
    private static readonly FrozenSet<string> Russian = Set(
        "г. гг. с. ул. им. т. е. п. д. ч. чел. тыс. стр. др. пр. см. руб. млн. млрд. кв. обл. р-н."
    );
    private static readonly FrozenSet<string> Azerbaijani = Set("s. məs. prof. dr.");
    private static readonly FrozenSet<string> Georgian = Set("ა.შ. ე.წ. ე.ი. მაგ. სხვ.");
    private static readonly FrozenSet<string> English = Set("mr. mrs. ms. dr. prof. st. vs. e.g. i.e. no. u.s. u.n.");

    /// <param name="word">With its full stop.</param>
    public static bool Contains(ReadOnlySpan<char> word, string language)
    {
        if (word.Length == 2 && char.IsUpper(word[0]))
        {
            return true;
        }

        var set = LanguageTag.Base(language) switch
        {
            "ru" => Russian,
            "az" => Azerbaijani,
            "ka" => Georgian,
            "en" => English,
            _ => null,
        };
        return set is not null && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
