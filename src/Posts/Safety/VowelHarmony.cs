using System.Buffers;

namespace Publisher.Posts.Safety;

/// <summary>Azerbaijani endings follow the stem's last vowel: Kamala but Səmədə. So Kəmalə is no form of Kəmal, but a name of its own.</summary>
internal static class VowelHarmony
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeəiouöü");

    /// <summary>Whether the ending may follow; i stands for ı as well, and e for ə where people write without its letters.</summary>
    public static bool Holds(ReadOnlySpan<char> stem, ReadOnlySpan<char> ending)
    {
        var first = ending.IndexOfAny("aəe");
        var last = stem.LastIndexOfAny(Vowels);
        if (first < 0 || last < 0)
        {
            return true;
        }

        var isBack = stem[last] is 'a' or 'o' or 'u';
        return stem[last] == 'i' || isBack == (ending[first] == 'a');
    }
}
