namespace Publisher.Posts.Safety;

/// <summary>What was meant when the other layout was on: the Russian ЙЦУКЕН against QWERTY, and Georgian letters on Latin keys.</summary>
internal static class KeyboardLayout
{
    private const string Latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~";
    private const string Russian = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё";
    private const string LatinForGeorgian = "abgdevzTiklmnopJrstufqRySCcZwWxjh";
    private const string Georgian = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ";

    public static char ToRussian(char key) => Latin.IndexOf(key, StringComparison.Ordinal) is >= 0 and var place ? Russian[place] : key;

    public static char ToLatin(char key) => Russian.IndexOf(key, StringComparison.Ordinal) is >= 0 and var place ? Latin[place] : key;

    /// <summary>A Georgian word as its keys read in Latin, without the difference between capitals and small letters.</summary>
    public static string GeorgianKeys(string word) =>
        string.Concat(
            word.Select(letter =>
                Georgian.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place
                    ? char.ToLowerInvariant(LatinForGeorgian[place])
                    : letter
            )
        );
}
