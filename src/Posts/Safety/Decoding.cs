using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Publisher.Posts.Safety;

/// <summary>
/// What readers would see of a text that is written in codes: percent-encoding, HTML entities and tags, JSON escapes, Markdown marks, words
/// divided at the line's end. Codes are resolved once. The text as it stands is always read as well, so decoding can only find more.
/// </summary>
internal static class Decoding
{
    private const int LongestTag = 2_000;
    private const int LongestEntity = 12;
    private static readonly SearchValues<char> Codes = SearchValues.Create("%&<\\*_~`-\u2010");

    /// <summary>The text as it stands, as decoded, and with overrides of direction carried out; readings that would be the same are left out.</summary>
    public static IEnumerable<SpannedText> ReadingsOf(string text)
    {
        yield return SpannedText.Of(text);
        var decoded = text.AsSpan().ContainsAny(Codes) ? Decoded(text) : null;
        if (decoded is not null)
        {
            yield return decoded;
        }

        if (Overrides.AreIn(text) || (decoded is not null && Overrides.AreIn(decoded.Characters)))
        {
            yield return Overrides.Resolved(decoded ?? SpannedText.Of(text));
        }
    }

    private static SpannedText Decoded(string text)
    {
        var read = new SpannedText(text.Length);
        for (var index = 0; index < text.Length; )
        {
            index = text[index] switch
            {
                '%' => Percent(text, index, read),
                '&' => Entity(text, index, read),
                '<' => Tag(text, index, read),
                '\\' => Escape(text, index, read),
                '*' or '_' or '~' or '`' => Mark(text, index, read),
                '-' or '\u2010' => Hyphen(text, index, read),
                _ => Same(text, index, read),
            };
        }

        return read;
    }

    private static int Same(string text, int index, SpannedText read)
    {
        read.Add(text[index], index, index + 1);
        return index + 1;
    }

    private static int Percent(string text, int index, SpannedText read)
    {
        var bytes = new List<byte>();
        var end = index;
        while (
            end + 2 < text.Length
            && text[end] == '%'
            && bytes.Count < 4
            && byte.TryParse(text.AsSpan(end + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        )
        {
            bytes.Add(value);
            end += 3;
        }

        var status = Rune.DecodeFromUtf8(bytes.ToArray(), out var rune, out var taken);
        return status == OperationStatus.Done ? Add(rune.ToString(), index, index + (3 * taken), read) : Same(text, index, read);
    }

    private static int Entity(string text, int index, SpannedText read)
    {
        var length = text.AsSpan(index, Math.Min(LongestEntity, text.Length - index)).IndexOf(';');
        if (length < 2)
        {
            return Same(text, index, read);
        }

        var entity = text.Substring(index, length + 1);
        var decoded = WebUtility.HtmlDecode(entity);
        return decoded == entity ? Same(text, index, read) : Add(decoded, index, index + entity.Length, read);
    }

    /// <summary>Tags inside a word divide nothing, those of blocks and line breaks do. What stands in a tag is read where the text is read as it stands.</summary>
    private static int Tag(string text, int index, SpannedText read)
    {
        var rest = text.AsSpan(index + 1, Math.Min(LongestTag, text.Length - index - 1));
        var end = rest.IndexOfAny('<', '>');
        if (end < 1 || rest[end] != '>' || !(char.IsAsciiLetter(rest[0]) || rest[0] is '/' or '!'))
        {
            return Same(text, index, read);
        }

        var name = rest[..end].TrimStart('/');
        var isBlock =
            name.StartsWith("br", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("p", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("div", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("li", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("t", StringComparison.OrdinalIgnoreCase)
            || (name.Length > 1 && char.ToLowerInvariant(name[0]) == 'h' && char.IsAsciiDigit(name[1]));
        if (isBlock)
        {
            read.Add('\n', index, index + end + 2);
        }

        return index + end + 2;
    }

    private static int Escape(string text, int index, SpannedText read)
    {
        if (
            index + 5 < text.Length
            && text[index + 1] == 'u'
            && ushort.TryParse(text.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        )
        {
            read.Add((char)unit, index, index + 6);
            return index + 6;
        }

        if (index + 1 < text.Length && text[index + 1] is 'n' or 'r' or 't')
        {
            read.Add('\n', index, index + 2);
            return index + 2;
        }

        // Markdown's backslash makes the next mark an ordinary character.
        return index + 1 < text.Length && char.IsPunctuation(text[index + 1]) ? Same(text, index + 1, read) : Same(text, index, read);
    }

    /// <summary>A mark of emphasis between letters is no divider; an underscore is, since names of accounts hold it.</summary>
    private static int Mark(string text, int index, SpannedText read) =>
        text[index] == '_'
        && index > 0
        && char.IsLetterOrDigit(text[index - 1])
        && index + 1 < text.Length
        && char.IsLetterOrDigit(text[index + 1])
            ? Same(text, index, read)
            : index + 1;

    private static int Hyphen(string text, int index, SpannedText read)
    {
        var next = index + 1;
        while (next < text.Length && text[next] is ' ' or '\r')
        {
            next++;
        }

        var isDivided = next < text.Length && text[next] == '\n' && index > 0 && char.IsLetter(text[index - 1]);
        return isDivided ? next + 1 : Same(text, index, read);
    }

    private static int Add(string decoded, int start, int end, SpannedText read)
    {
        foreach (var character in decoded)
        {
            read.Add(character, start, end);
        }

        return end;
    }
}
