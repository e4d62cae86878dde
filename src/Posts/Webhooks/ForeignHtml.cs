using System.Net;
using System.Text;

namespace Publisher.Posts.Webhooks;

/// <summary>
/// Makes Markdown of somebody else's HTML, carefully: the words, paragraphs, headings and list items stay; tags, links, pictures, scripts
/// and styles go, and what would be read as Markdown is escaped. Linear in the length.
/// </summary>
public static class ForeignHtml
{
    private static readonly HashSet<string> _silent = Names(
        "script style head iframe noscript template svg object form button select textarea audio video"
    );

    private static readonly HashSet<string> _blocks = Names(
        "p div section article main header footer aside nav blockquote figure figcaption ul ol li dl dt dd table tr pre hr h1 h2 h3 h4 h5 h6"
    );

    /// <summary>Paragraphs of Markdown, apart by an empty line.</summary>
    public static string ToMarkdown(string html) => string.Join("\n\n", Paragraphs(html).Select(Write));

    /// <summary>The words in one line, for a title or a summary.</summary>
    public static string ToLine(string html) => string.Join(' ', Paragraphs(html).Select(paragraph => paragraph.Words));

    private static IEnumerable<Paragraph> Paragraphs(string html)
    {
        var words = new StringBuilder();
        var mark = "";
        foreach (var piece in Pieces(html))
        {
            if (piece.Tag is not { } tag)
            {
                words.Append(WebUtility.HtmlDecode(piece.Text));
            }
            else if (tag.Equals("br", StringComparison.OrdinalIgnoreCase))
            {
                words.Append(' ');
            }
            else if (_blocks.Contains(tag))
            {
                if (Squeeze(words) is { Length: > 0 } done)
                {
                    yield return new Paragraph(mark, done);
                    mark = "";
                }

                words.Clear();
                mark = piece.IsEnd ? "" : MarkOf(tag, mark);
            }
        }

        if (Squeeze(words) is { Length: > 0 } last)
        {
            yield return new Paragraph(mark, last);
        }
    }

    // <li><p>…</p></li> is a list item still.
    private static string MarkOf(string tag, string outer) =>
        tag.ToLowerInvariant() switch
        {
            "h1" or "h2" => "## ",
            "h3" or "h4" or "h5" or "h6" => "### ",
            "li" => "- ",
            "p" or "div" => outer,
            _ => "",
        };

    /// <summary>Text and tags in their order; what stands inside silent elements is left out.</summary>
    private static IEnumerable<Piece> Pieces(string html)
    {
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open != at)
            {
                yield return new Piece(html[at..(open < 0 ? html.Length : open)], null, false);
            }

            if (open < 0)
            {
                yield break;
            }

            if (!IsTag(html, open))
            {
                at = open + 1;
                yield return new Piece("<", null, false);
                continue;
            }

            at = End(html, open, out var tag, out var isEnd);
            if (tag is null)
            {
                continue;
            }

            if (!isEnd && _silent.Contains(tag))
            {
                at = AfterElement(html, at, tag);
                continue;
            }

            yield return new Piece("", tag, isEnd);
        }
    }

    private static bool IsTag(string html, int open) =>
        open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!' or '?');

    /// <summary>The place after the tag or comment that begins at <paramref name="open"/>; quotes inside a tag may hold anything.</summary>
    private static int End(string html, int open, out string? tag, out bool isEnd)
    {
        tag = null;
        isEnd = false;
        if (html.AsSpan(open).StartsWith("<!--"))
        {
            var close = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return close < 0 ? html.Length : close + 3;
        }

        var start = open + 1;
        isEnd = start < html.Length && html[start] is '/';
        start += isEnd ? 1 : 0;
        var end = start;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        tag = end > start ? html[start..end] : null;
        char? quote = null;
        for (; end < html.Length; end++)
        {
            if (quote is null && html[end] is '>')
            {
                return end + 1;
            }

            quote =
                quote is null && html[end] is '"' or '\'' ? html[end]
                : quote == html[end] ? null
                : quote;
        }

        return html.Length;
    }

    private static int AfterElement(string html, int from, string tag)
    {
        var close = html.IndexOf("</" + tag, from, StringComparison.OrdinalIgnoreCase);
        return close < 0 ? html.Length : End(html, close, out _, out _);
    }

    private static HashSet<string> Names(string list) => new(list.Split(' '), StringComparer.OrdinalIgnoreCase);

    private static string Squeeze(StringBuilder words) =>
        string.Join(
            ' ',
            new string([.. words.ToString().Where(letter => !char.IsControl(letter) || char.IsWhiteSpace(letter))]).Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );

    private static string Write(Paragraph paragraph)
    {
        var text = new StringBuilder(paragraph.Mark);
        for (var index = 0; index < paragraph.Words.Length; index++)
        {
            if (IsMarkup(paragraph.Words, index))
            {
                text.Append('\\');
            }

            text.Append(paragraph.Words[index]);
        }

        return text.ToString();
    }

    private static bool IsMarkup(string words, int index) =>
        words[index] switch
        {
            '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '$' => true,
            '_' => !(
                index > 0 && index < words.Length - 1 && char.IsLetterOrDigit(words[index - 1]) && char.IsLetterOrDigit(words[index + 1])
            ),
            '#' or '+' or '-' or '=' or ':' => index is 0,
            '.' or ')' => index is > 0 and < 10 && words.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0,
            _ => false,
        };

    private sealed record Piece(string Text, string? Tag, bool IsEnd);

    private sealed record Paragraph(string Mark, string Words);
}
