using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// Telegram's HTML mode: b, i, s, code, pre, blockquote and a with http(s), and nothing else, for any other tag is refused.
/// Line breaks are literal. Code carries no other style, quotes are never nested.
/// Source: Bot API, “Formatting options” (CHANNELS 1).
/// </summary>
public static class TelegramHtml
{
    public static string Render(TextFlow flow)
    {
        var html = new StringBuilder(flow.Visible.Length + 64);
        Append(html, RunNode.Nest([.. flow.Runs.Select(run => Allowed(run with { Style = run.Style & ~RunStyle.Note }))]));
        return html.ToString();
    }

    private static TextRun Allowed(TextRun run) =>
        run switch
        {
            { Style: var style } when style.HasFlag(RunStyle.Preformatted) => run with { Style = RunStyle.Preformatted, Link = null },
            { Link: not null } => run with { Style = run.Style & ~RunStyle.Code },
            { Style: var style } when style.HasFlag(RunStyle.Code) => run with { Style = style & (RunStyle.Code | RunStyle.Quote) },
            _ => run,
        };

    private static void Append(StringBuilder html, IReadOnlyList<RunNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is RunNode.Element element)
            {
                Append(html, element);
            }
            else if (node is RunNode.Letters letters)
            {
                html.AppendEscaped(letters.Text);
            }
        }
    }

    private static void Append(StringBuilder html, RunNode.Element element)
    {
        var tag = TagOf(element.Style);
        html.Append('<').Append(tag);
        if (element.Link is { } link)
        {
            html.Append(" href=\"").AppendEscaped(link).Append('"');
        }

        html.Append('>');
        Append(html, element.Children);
        html.Append("</").Append(tag).Append('>');
    }

    private static string TagOf(RunStyle style) =>
        style switch
        {
            RunStyle.Bold => "b",
            RunStyle.Italic => "i",
            RunStyle.Strike => "s",
            RunStyle.Code => "code",
            RunStyle.Preformatted => "pre",
            RunStyle.Quote => "blockquote",
            _ => "a",
        };
}
