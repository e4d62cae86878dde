namespace Publisher.Posts.Safety;

/// <summary>
/// Letters of one script that look like letters of another, after folding (capitals count too: Н looks like H). After the confusables of
/// Unicode TR39, cut down to the scripts in which our names are written and the ones that are borrowed for disguise.
/// </summary>
internal static class Lookalikes
{
    private const string ToLatin =
        "аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw ҽe гr пn ѵv ӏl ьb зz "
        + "օo ոn սu հh ցg զq ղn ռn ք f ѡw յj տs լl ա w "
        + "αa βb εe ζz ηh ιi κk μm νv οo ρp τt υu χx γy ϲc ϳj ωw "
        + "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ɩi ɾr ʋv ⅼl ӡz ꞓc";

    private const string ToCyrillic =
        "aа bв cс eе hн kк mм oо pр tт xх yу uи nп rг sѕ iі jј dԁ gд zз lӏ "
        + "αа βв γу εе ηн ικ κк μм νу οо ρр τт υу χх φф ϲс π п λл δд "
        + "օо ոп սи հһ ցд ";

    private const string ToArmenian = "oօ nո uս hհ gց оօ пո qզ sտ jյ lլ fք wա ";
    private const string ToGeorgian = "oი ";

    private static readonly Dictionary<Script, Dictionary<char, char>> Tables = new()
    {
        [Script.Latin] = Read(ToLatin),
        [Script.Cyrillic] = Read(ToCyrillic),
        [Script.Armenian] = Read(ToArmenian),
        [Script.Georgian] = Read(ToGeorgian),
    };

    /// <summary>The folded word with each letter of another script replaced by the one of <paramref name="script"/> that it looks like.</summary>
    /// <returns>False when some letter looks like none of that script.</returns>
    public static bool TryRead(ReadOnlySpan<char> word, Script script, Span<char> seen)
    {
        if (!Tables.TryGetValue(script, out var table))
        {
            return false;
        }

        for (var index = 0; index < word.Length; index++)
        {
            var letter = word[index];
            if (Scripts.Of(letter) is var own && (own == Script.None || own == script))
            {
                seen[index] = letter;
            }
            else if (table.TryGetValue(letter, out var like))
            {
                seen[index] = like;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<char, char> Read(string pairs)
    {
        var table = new Dictionary<char, char>();
        var letters = pairs.Where(letter => letter != ' ').ToArray();
        for (var index = 0; index + 1 < letters.Length; index += 2)
        {
            table[letters[index]] = letters[index + 1];
        }

        return table;
    }
}
