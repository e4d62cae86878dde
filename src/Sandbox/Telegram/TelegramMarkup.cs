using System.Globalization;
using System.Text;

namespace Publisher.Sandbox.Telegram;

/// <summary>The server's reading of HTML texts: which tags it knows, how they nest, and what is left to read.</summary>
internal sealed class TelegramMarkup
{
    private static readonly HashSet<string> Tags =
    [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "s",
        "strike",
        "del",
        "u",
        "ins",
        "tg-spoiler",
        "tg-emoji",
        "tg-time",
        "span",
        "pre",
        "code",
        "blockquote",
    ];

    private readonly string _text;
    private readonly StringBuilder _visible = new();
    private readonly Stack<string> _open = [];
    private int _at;

    private TelegramMarkup(string text) => _text = text;

    /// <summary>The text without its markup, trimmed; or the reason why it cannot be read.</summary>
    public static (string Visible, string? Problem) Read(string text, string? parseMode)
    {
        if (parseMode is null)
        {
            return (text.Trim(), null);
        }

        if (!parseMode.Equals("HTML", StringComparison.OrdinalIgnoreCase))
        {
            return ("", "unsupported parse_mode");
        }

        var markup = new TelegramMarkup(text);
        var problem = markup.ReadAll();
        return (markup._visible.ToString().Trim(), problem is null ? null : $"can't parse entities: {problem}");
    }

    private string? ReadAll()
    {
        while (_at < _text.Length)
        {
            var problem = _text[_at] switch
            {
                '<' => ReadTag(),
                '&' => ReadEntity(),
                _ => ReadLetter(),
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return _open.TryPeek(out var left) ? $"Can't find end tag corresponding to start tag \"{left}\"" : null;
    }

    private string? ReadLetter()
    {
        _visible.Append(_text[_at++]);
        return null;
    }

    /// <summary>Four named entities and numbers; any other ampersand stands for itself.</summary>
    private string? ReadEntity()
    {
        var end = _text.IndexOf(';', _at);
        var name = end > _at && end - _at < 12 ? _text[(_at + 1)..end] : "";
        var read = name switch
        {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.HexNumber, null, out var code) => Letter(code),
            ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, null, out var code) => Letter(code),
            _ => null,
        };
        if (read is null)
        {
            return ReadLetter();
        }

        _visible.Append(read);
        _at = end + 1;
        return null;
    }

    private static string? Letter(int code) => Rune.IsValid(code) && code != 0 ? new Rune(code).ToString() : null;

    private string? ReadTag()
    {
        var start = _at;
        var isEnd = start + 1 < _text.Length && _text[start + 1] == '/';
        var nameStart = start + (isEnd ? 2 : 1);
        var nameLength = _text.AsSpan(nameStart).IndexOfAny(" \n\t>");
        if (nameLength < 0)
        {
            return Unclosed(isEnd, start);
        }

        var name = _text.Substring(nameStart, nameLength).ToLowerInvariant();
        if (!isEnd && !Tags.Contains(name))
        {
            return $"Unsupported start tag \"{name}\" at byte offset {ByteOffset(start)}";
        }

        var end = _text.IndexOf('>', nameStart);
        if (end < 0)
        {
            return Unclosed(isEnd, start);
        }

        _at = end + 1;
        return isEnd ? Close(name, start) : Open(name, _text[(nameStart + nameLength)..end], start);
    }

    private string Unclosed(bool isEnd, int start) => $"Unclosed {(isEnd ? "end" : "start")} tag at byte offset {ByteOffset(start)}";

    private string? Open(string name, string attributes, int start)
    {
        if (name == "span" && !attributes.Contains("tg-spoiler", StringComparison.Ordinal))
        {
            return $"Tag \"span\" must have class \"tg-spoiler\" at byte offset {ByteOffset(start)}";
        }

        _open.Push(name);
        return null;
    }

    private string? Close(string name, int start)
    {
        if (!_open.TryPop(out var expected))
        {
            return $"Unexpected end tag at byte offset {ByteOffset(start)}";
        }

        return name.Length == 0 || name == expected
            ? null
            : $"Unmatched end tag at byte offset {ByteOffset(start)}, expected \"</{expected}>\", found \"</{name}>\"";
    }

    private int ByteOffset(int at) => Encoding.UTF8.GetByteCount(_text.AsSpan(0, at));
}
