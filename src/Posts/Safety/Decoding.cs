using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Publisher.Posts.Safety;

/// <summary>
/// What readers would see of a text that is written in codes: percent-encoding, HTML entities and tags, JSON and Markdown escapes. Codes are
/// resolved once. The text as it stands is always read as well, so decoding can only find more.
/// </summary>
internal static class Decoding
{
    private const int LongestTag = 2_000;
    private const int LongestEntity = 12;
    private static readonly string[] Blocks = ["br", "p", "div", "li", "h1", "h2", "h3", "h4", "td", "tr"];
    private static readonly SearchValues<char> Codes = SearchValues.Create("%&<\\");

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

    /// <summary>What stands in tags comes last.</summary>
    private static SpannedText Decoded(string text)
    {
        var read = new SpannedText(text.Length);
        var tags = new List<Range>();
        Decode(text, 0, text.Length, read, tags);
        foreach (var tag in tags)
        {
            read.Add('\n', tag.Start.Value, tag.Start.Value);
            Decode(text, tag.Start.Value, tag.End.Value, read, []);
        }

        return read;
    }

    private static void Decode(string text, int from, int to, SpannedText read, List<Range> tags)
    {
        for (var index = from; index < to; )
        {
            index = text[index] switch
            {
                '%' => Percent(text, index, read),
                '&' => Entity(text, index, read),
                '<' => Tag(text, index, read, tags),
                '\\' => Escape(text, index, read),
                _ => Same(text, index, read),
            };
        }
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

    /// <summary>A tag inside a word divides nothing, and is read as a sign; one of a block or a line break is read as a new line.</summary>
    private static int Tag(string text, int index, SpannedText read, List<Range> tags)
    {
        var rest = text.AsSpan(index + 1, Math.Min(LongestTag, text.Length - index - 1));
        var end = rest.IndexOfAny('<', '>');
        if (end < 1 || rest[end] != '>' || !(char.IsAsciiLetter(rest[0]) || rest[0] is '/' or '!'))
        {
            return Same(text, index, read);
        }

        var after = index + end + 2;
        if (rest[..end].Contains(' '))
        {
            tags.Add(new Range(index + 1, after - 1));
        }

        read.Add(IsBlock(rest[..end].TrimStart('/')) ? '\n' : Folding.Sign, index, after);
        return after;
    }

    private static bool IsBlock(ReadOnlySpan<char> tag)
    {
        foreach (var block in Blocks)
        {
            if (tag.StartsWith(block, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
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

    private static int Add(string decoded, int start, int end, SpannedText read)
    {
        foreach (var character in decoded)
        {
            read.Add(character, start, end);
        }

        return end;
    }
}
