using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Publisher.Channels.WordPress;

/// <summary>The readable end of an article's address: its title in Latin letters, and six characters by which we find it again.</summary>
internal static class Slug
{
    private const int LongestTitle = 60;

    private static readonly Dictionary<char, string> _letters = Letters(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya e i yi ye g u",
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f yev",
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
        "əıøłđß",
        "e i o l d ss"
    );

    /// <summary>The same for the same part on the same channel, so that a draft whose answer was lost is found.</summary>
    public static string For(Variant variant, Part part)
    {
        var title = Latin(part.Title ?? "");
        return $"{(title.Length == 0 ? "post" : title)}-{Mark(variant, part)}";
    }

    private static string Latin(string title)
    {
        var slug = new StringBuilder();
        foreach (var character in title.ToLowerInvariant().Normalize(NormalizationForm.FormC).Replace("ու", "u", StringComparison.Ordinal))
        {
            Append(slug, character);
        }

        var text = slug.ToString().Trim('-');
        if (text.Length <= LongestTitle)
        {
            return text;
        }

        var end = text.LastIndexOf('-', LongestTitle);
        return text[..(end > 0 ? end : LongestTitle)];
    }

    private static void Append(StringBuilder slug, char character)
    {
        if (_letters.TryGetValue(character, out var letters))
        {
            slug.Append(letters);
            return;
        }

        var plain = character.ToString().Normalize(NormalizationForm.FormD)[0];
        if (char.IsAsciiLetterOrDigit(plain))
        {
            slug.Append(plain);
        }
        else if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
        {
            slug.Append('-');
        }
    }

    private static string Mark(Variant variant, Part part)
    {
        var whole = new StringBuilder().AppendJoin('\n', variant.ChannelId, variant.Language, part.Number, part.Title, part.Text);
        part.Files.ToList().ForEach(file => whole.Append('\n').Append(file.Sha256));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())))[..6];
    }

    /// <param name="tables">By turns the letters of a script, and what they become; <c>-</c> stands for nothing.</param>
    private static Dictionary<char, string> Letters(params string[] tables)
    {
        var letters = new Dictionary<char, string>();
        foreach (var table in tables.Chunk(2))
        {
            foreach (var (letter, latin) in table[0].Zip(table[1].Split(' ')))
            {
                letters[letter] = latin == "-" ? "" : latin;
            }
        }

        return letters;
    }
}
