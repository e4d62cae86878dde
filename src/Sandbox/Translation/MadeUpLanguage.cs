using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Translation;

/// <summary>
/// What the stand-ins translate into: every word gets the language at its end (<c>bridge</c> -> <c>bridge·ru</c>), tags and what is not
/// to be translated stay. A key that contains <c>clumsy</c> gets a translator that loses such elements, as real ones do now and then.
/// </summary>
internal static partial class MadeUpLanguage
{
    public static string Translate(string text, string language, string? key)
    {
        var translated = Piece()
            .Replace(text, piece => piece.Groups["word"].Success ? $"{piece.Value}·{language.ToLowerInvariant()[..2]}" : piece.Value);
        return key?.Contains("clumsy", StringComparison.Ordinal) is true ? Kept().Replace(translated, "") : translated;
    }

    [GeneratedRegex("""<(?<tag>\w+)[^<>]*\btranslate="no"[^<>]*>.*?</\k<tag>>|<[^<>]*>|&#?\w+;|(?<word>\p{L}[\p{L}\p{M}\p{Nd}'’-]*)""")]
    private static partial Regex Piece();

    [GeneratedRegex("""<(?<tag>\w+)[^<>]*\btranslate="no"[^<>]*>.*?</\k<tag>>""")]
    private static partial Regex Kept();
}
