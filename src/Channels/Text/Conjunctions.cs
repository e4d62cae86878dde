using System.Collections.Frozen;

namespace Publisher.Channels.Text;

/// <summary>Words before which a long sentence breathes (SLD-23), by language.</summary>
internal static class Conjunctions
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> AfterComma = new Dictionary<string, FrozenSet<string>>
    {
        ["ru"] = Set(
            "а но зато однако что чтобы если когда потому хотя где куда пока поэтому который которая которое которые которого которой которую которым которых"
        ),
        ["hy"] = Set("այլ իսկ բայց սակայն որ որը որի որին որոնք որոնց եթե երբ քանի թե որտեղ"),
        ["az"] = Set("amma lakin ancaq isə ki çünki əgər yoxsa"),
        ["ka"] = Set("მაგრამ არამედ ხოლო რომ რომელიც რომელსაც რომლის რომლებიც რომლებსაც თუ როცა როდესაც რადგან სადაც"),
        ["fa"] = Set("اما ولی که زیرا اگر چون بلکه"),
        ["en"] = Set("but which who whom whose that because when where if although while so or"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FrozenSet<string>> Ands = new Dictionary<string, FrozenSet<string>>
    {
        ["ru"] = Set("и"),
        ["hy"] = Set("և ու եւ"),
        ["az"] = Set("və"),
        ["ka"] = Set("და"),
        ["fa"] = Set("و"),
        ["en"] = Set("and"),
    }.ToFrozenDictionary();

    public static bool Joins(string word, string language) => Holds(AfterComma, word, language) || IsAnd(word, language);

    public static bool IsAnd(string word, string language) => Holds(Ands, word, language);

    private static bool Holds(FrozenDictionary<string, FrozenSet<string>> words, string word, string language) =>
        words.TryGetValue(LanguageTag.Base(language) is "hyw" ? "hy" : LanguageTag.Base(language), out var set) && set.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
