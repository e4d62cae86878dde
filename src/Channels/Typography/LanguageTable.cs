using System.Collections.Frozen;

namespace Publisher.Channels.Typography;

/// <summary>The rules as data. Sources: CLDR delimiters (hy, az, ka, fa), usage notes on Armenian and Russian, else the house's choice (SLIDES 3 and 4).</summary>
internal static class LanguageTable
{
    private static readonly QuotePair Guillemets = new('«', '»');

    private static readonly FrozenDictionary<char, char> PersianLetters = new Dictionary<char, char>
    {
        ['\u064A'] = '\u06CC', // Arabic yeh
        ['\u0643'] = '\u06A9', // Arabic kaf
    }.ToFrozenDictionary();

    private static readonly LanguageRules Unknown = new() { Script = "" };

    private static readonly LanguageRules Armenian = new()
    {
        Script = "Armn",
        Outer = Guillemets,
        Inner = Guillemets,
        Dash = '—',
        HasArmenianMarks = true,
        Bonds = new BondRules
        {
            Numbers = true,
            Soft = Set("և ու ոչ չի եւ"),
            BackwardVerbs = Set("է եմ ես ենք եք են էր էի էիր էին չէ չեմ չես չեն"), // longer forms can stand alone
            Phrases = Set("և|այլն եւ|այլն և|այլք"),
            OrdinalSuffixes = ["րդ"],
            NoNouns = Set("և եւ ու կամ է եմ ես են էր էին մինչև իսկ բայց որ"),
        },
    };

    private static readonly LanguageRules Persian = new()
    {
        Script = "Arab",
        Outer = Guillemets,
        Inner = new QuotePair('‹', '›'),
        Dash = '—',
        Letters = PersianLetters,
    };

    private static readonly FrozenDictionary<string, LanguageRules> Table = new Dictionary<string, LanguageRules>
    {
        ["ru"] = new()
        {
            Script = "Cyrl",
            Outer = Guillemets,
            Inner = new QuotePair('„', '“'),
            Dash = '—',
            Bonds = new BondRules
            {
                Numbers = true,
                ShortWords = true,
                Backward = Set("ли ль же ж бы б"),
                Phrases = Set("т.|е. т.|д. т.|п. т.|ч. т.|к. н.|э. и|др. и|пр."),
                Forward = Set("г. с. д. п. ул. пр. им. стр. гл. рис. кв. оф. пос. дер. обл. ст."),
                OrdinalSuffixes = ["м", "й", "я", "е", "го", "му", "ю", "х", "ми", "ой", "ей", "ым", "ый", "ий", "ого", "его"],
                NoNouns = Set(
                    "а в к и о с у я во да до за из ко на не ни но об он от по со ли же бы или что как для при без через после под над"
                ),
            },
        },
        ["hy"] = Armenian,
        ["hyw"] = Armenian,
        ["az"] = new()
        {
            Script = "Latn",
            Outer = new QuotePair('“', '”'),
            Inner = new QuotePair('‘', '’'),
            AcceptsGuillemets = true,
            Dash = '–',
            Letters = new Dictionary<char, char>
            {
                ['\u04D9'] = '\u0259', // Cyrillic schwa
                ['\u01DD'] = '\u0259', // turned e
                ['\u04D8'] = '\u018F',
                ['\u018E'] = '\u018F',
            }.ToFrozenDictionary(),
            OwnLetters = "əıöğşçüƏİÖĞŞÇÜ",
            Bonds = new BondRules
            {
                Numbers = true,
                Soft = Set("və nə"),
                Backward = Set("da də ki"),
                Phrases = Set("və|s. və|b. və|i."),
                Forward = Set("prof. dr. Prof. Dr. akad."),
                OrdinalSuffixes = ["cı", "ci", "cu", "cü"],
                NoNouns = Set("və nə da də ki ilə üçün isə idi amma ya"),
            },
        },
        ["az-arab"] = Persian,
        ["ka"] = new()
        {
            Script = "Geor",
            Outer = new QuotePair('„', '“'),
            Inner = Guillemets,
            Dash = '–',
            UnderscoreIsDash = true,
            TitlesHaveNoStop = true,
            Bonds = new BondRules
            {
                Numbers = true,
                Soft = Set("და თუ ან არ ვერ ნუ არც"),
                Phrases = Set("და|ა.შ. და|სხვ."),
                ForwardToAny = Set("ე.წ. ე.ი. მაგ."),
                OrdinalSuffixes = ["ე"],
                OrdinalPrefixes = ["მე"],
                NoNouns = Set("და თუ ან არ ვერ ნუ არც კი"),
            },
        },
        ["fa"] = Persian,
        ["en"] = new()
        {
            Script = "Latn",
            Outer = new QuotePair('“', '”'),
            Inner = new QuotePair('‘', '’'),
            Dash = '–',
            Bonds = new BondRules
            {
                Numbers = true,
                Forward = Set("Mr. Mrs. Ms. Dr. Prof. St. No."),
                OrdinalSuffixes = ["st", "nd", "rd", "th"],
                NoNouns = Set("a an and as at but by for from in is of on or than the to was were with"),
            },
        },
    }.ToFrozenDictionary();

    public static LanguageRules Find(string name) => Table.GetValueOrDefault(name, Unknown);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
