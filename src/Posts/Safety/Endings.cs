namespace Publisher.Posts.Safety;

/// <summary>The endings of declined names, per script as its languages write them; what makes an adjective or a place of a name is none.</summary>
internal sealed class Endings
{
    private const WordForm Both = WordForm.AfterConsonant | WordForm.AfterVowel;
    private static readonly Endings Latin = new(Azerbaijani());
    private static readonly Endings Cyrillic = new([.. Russian(), .. AzerbaijaniCyrillic()]);
    private static readonly Endings Armenian = new(EasternArmenian());
    private static readonly Endings Georgian = new(GeorgianCases());
    private static readonly Endings NoEndings = new([]);

    private readonly Dictionary<string, WordForm> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordForm>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private Endings(IEnumerable<(string Ending, WordForm Form)> endings)
    {
        foreach (var (ending, form) in endings)
        {
            _forms[ending] = _forms.GetValueOrDefault(ending) | form;
            Longest = Math.Max(Longest, ending.Length);
        }

        _lookup = _forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>In letters.</summary>
    public int Longest { get; }

    public static Endings Of(Script script) =>
        script switch
        {
            Script.Latin => Latin,
            Script.Cyrillic => Cyrillic,
            Script.Armenian => Armenian,
            Script.Georgian => Georgian,
            _ => NoEndings,
        };

    /// <summary>The forms that may stand before the last <paramref name="count"/> letters of a folded word; none when these are no ending.</summary>
    public WordForm FormsBefore(ReadOnlySpan<char> word, int count)
    {
        var stem = word[..^count];
        if (!_lookup.TryGetValue(word[^count..], out var forms))
        {
            return WordForm.None;
        }

        if (this == Latin && !VowelHarmony.Holds(stem, word[^count..]))
        {
            return WordForm.None;
        }

        var wrong = IsVowel(stem[^1]) ? WordForm.AfterConsonant : WordForm.AfterVowel;
        return forms & ~wrong;
    }

    private static bool IsVowel(char letter) => "aeiouəöüаеёиоуыэюяәөүաեէըիոօաւაეიოუ".Contains(letter, StringComparison.Ordinal);

    private static IEnumerable<(string, WordForm)> Words(string endings, WordForm form) =>
        endings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ending => (ending, form));

    private static IEnumerable<(string, WordForm)> Russian() =>
        [
            .. Words("а у ом ем ём е я ю и ы ой ою ым ых ыми ам ами ах", WordForm.AfterConsonant),
            .. Words("а у ом ем я ю ем ём е и", WordForm.Fleeting),
            .. Words("ы и е у ю ой ою ей ею ёй ам ами ах", WordForm.WithoutA),
            .. Words("й я ю ем ём е и", WordForm.WithoutI),
            .. Words("ий ый ого его ому ему им ым ом ем ая ой ей ую ою ие ые их ых ими ыми", WordForm.Adjective),
        ];

    /// <summary>Plural, possessive, case and copula, one after another.</summary>
    private static IEnumerable<(string, WordForm)> Azerbaijani()
    {
        string[] afterConsonant = ["", "in", "un", "ün", "a", "ə", "e", "i", "u", "ü"];
        string[] afterVowel = ["", "nin", "nun", "nün", "ya", "yə", "ye", "ni", "nu", "nü", "yla", "ylə", "yle"];
        string[] afterAny = ["da", "də", "de", "dan", "dən", "den", "la", "lə", "le", "dir", "dur", "dür", "gil", "gilə", "gildə", "gilin"];
        string[] plurals = ["lar", "lər", "ler"];
        string[] copulas = ["", "dir", "dur", "dür"];
        foreach (var copula in copulas)
        {
            foreach (var ending in afterConsonant.Concat(afterAny).Select(ending => ending + copula).Where(ending => ending.Length > 0))
            {
                yield return (ending, WordForm.AfterConsonant);
            }

            foreach (var ending in afterVowel.Concat(afterAny).Select(ending => ending + copula).Where(ending => ending.Length > 0))
            {
                yield return (ending, WordForm.AfterVowel);
            }

            foreach (var plural in plurals)
            {
                foreach (var ending in afterConsonant.Concat(afterAny).Where(ending => !ending.StartsWith("gil", StringComparison.Ordinal)))
                {
                    yield return (plural + ending + copula, Both);
                }
            }
        }
    }

    private static IEnumerable<(string, WordForm)> AzerbaijaniCyrillic() =>
        [
            .. Words("ын ин ун үн а ә ы и у ү", WordForm.AfterConsonant),
            .. Words("нын нин нун нүн ја јә ны ни ну нү", WordForm.AfterVowel),
            .. Words("да дә дан дән ла лә лар ләр ларын ләрин лара ләрә", Both),
        ];

    private static IEnumerable<(string, WordForm)> EasternArmenian() =>
        [
            .. Words("ը ի ին իս իդ ից ով ում ս դ եր երը երի երին ներ ները ներն ների ներին ներից ներով ու ուն", WordForm.AfterConsonant),
            .. Words("ն ի յ յի յին ին յից ից յով ով յում ում ս դ ներ ները ներն ների ներին ներից ներով ու ուն ուց", WordForm.AfterVowel),
            .. Words("ու ուն ուց ով", WordForm.WithoutI),
        ];

    private static IEnumerable<(string, WordForm)> GeorgianCases()
    {
        const string After = "ს სა სთან სთვის ზე სზე ში ში გან თან ვით მდე";
        const string Stem = "ი მა მაც ს სა სთან ის ისა ისთვის ისგან ით ითა ად ადაც ო ზე ში თან ისკენ ისას ები ებმა ებს ების ებისთვის";
        return
        [
            .. Words($"{After} მ მაც ც სც თი დ ო ი სთვის სგან სკენ ები ების ებს ებმა", WordForm.AfterVowel),
            .. Words(Stem, WordForm.AfterConsonant | WordForm.WithoutI),
            .. Words("ის ისა ისთვის ისგან ისკენ ით ითა ები ების ებს ებმა", WordForm.WithoutA | WordForm.WithoutE),
        ];
    }
}
