using System.Globalization;
using System.Text;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Record;

/// <summary>
/// A text as it is compared: without format characters (zero-width, soft hyphen, directions), in NFC, every run of white space and line
/// ends one space, none at the ends. So a copied text has the hash of the published one, and any other letter gives another.
/// </summary>
public static class ComparableText
{
    /// <summary>Words at the beginning and at the end that tell texts which are alike.</summary>
    private const int Telling = 6;

    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format))
        {
            visible.Append(rune);
        }

        var composed = visible.ToString().Normalize(NormalizationForm.FormC);
        return string.Join(' ', composed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hex.</summary>
    public static string HashOf(string comparable) => Digest.Of(comparable);

    /// <summary>Hashes of the first and of the last words, whatever their case and punctuation; null for a text that is too short to be told by them.</summary>
    public static (string? Opening, string? Ending) EdgesOf(string comparable)
    {
        var words = comparable
            .Split(' ')
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant())
            .Where(word => word.Length > 0)
            .ToList();
        return words.Count < Telling
            ? (null, null)
            : (Digest.Of(string.Join(' ', words.Take(Telling))), Digest.Of(string.Join(' ', words.TakeLast(Telling))));
    }
}
