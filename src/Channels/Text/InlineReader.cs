using Markdig.Extensions.Footnotes;
using Markdig.Syntax.Inlines;

namespace Publisher.Channels.Text;

/// <summary>Turns Markdig's inlines into runs. Neighbours of one style are one run.</summary>
internal sealed class InlineReader
{
    private readonly List<TextRun> _runs = [];

    public static IReadOnlyList<TextRun> Read(ContainerInline? container)
    {
        if (container is null)
        {
            return [];
        }

        var reader = new InlineReader();
        reader.AddChildren(container, RunStyle.None, null);
        return reader._runs;
    }

    public static string PlainOf(ContainerInline container) => string.Concat(Read(container).Select(run => run.Text));

    private void AddChildren(ContainerInline container, RunStyle style, string? link)
    {
        foreach (var inline in container)
        {
            Add(inline, style, link);
        }
    }

    private void Add(Inline inline, RunStyle style, string? link)
    {
        switch (inline)
        {
            case LiteralInline literal:
                AddText(literal.Content.ToString(), style, link);
                break;
            case LineBreakInline lineBreak:
                AddText(lineBreak.IsHard ? "\n" : " ", style, link);
                break;
            case CodeInline code:
                AddText(code.Content, style | RunStyle.Code, link);
                break;
            case HtmlEntityInline entity:
                AddText(CleanText.Of(entity.Transcoded.ToString()), style, link);
                break;
            case AutolinkInline address:
                AddText(address.Url, style, address.IsEmail ? null : SafeLink.Of(address.Url));
                break;
            case FootnoteLink { IsBackLink: false } note:
                _runs.Add(new TextRun(TextNote.Mark(note.Footnote.Order), (style & RunStyle.Quote) | RunStyle.Note));
                break;
            case LinkInline target:
                AddLink(target, style, link);
                break;
            case EmphasisInline emphasis:
                AddChildren(emphasis, style | StyleOf(emphasis), link);
                break;
            case DelimiterInline delimiter:
                AddText(delimiter.ToLiteral(), style, link);
                AddChildren(delimiter, style, link);
                break;
            case ContainerInline container:
                AddChildren(container, style, link);
                break;
            case HtmlInline html:
                AddText(html.Tag, style, link);
                break;
        }
    }

    private void AddLink(LinkInline target, RunStyle style, string? link)
    {
        var address = SafeLink.Of(target.GetDynamicUrl?.Invoke() ?? target.Url);
        AddChildren(target, style, link ?? address);
    }

    private static RunStyle StyleOf(EmphasisInline emphasis) =>
        (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
        {
            ('~', _) => RunStyle.Strike,
            (_, >= 2) => RunStyle.Bold,
            _ => RunStyle.Italic,
        };

    private void AddText(string text, RunStyle style, string? link)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_runs.Count > 0 && _runs[^1] is var last && last.Style == style && last.Link == link)
        {
            _runs[^1] = last with { Text = last.Text + text };
            return;
        }

        _runs.Add(new TextRun(text, style, link));
    }
}
