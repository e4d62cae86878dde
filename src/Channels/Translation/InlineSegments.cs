using Markdig.Extensions.Footnotes;
using Markdig.Syntax.Inlines;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>Turns Markdig's inlines into parts of a segment: words, marks around them, and what is kept as it is written.</summary>
internal sealed class InlineSegments(string source, SegmentDraft draft)
{
    public void Add(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                draft.AddWords(literal.Content.ToString());
                break;
            case LineBreakInline { IsHard: false }:
                draft.AddWords(" ");
                break;
            case HtmlEntityInline entity:
                draft.AddWords(CleanText.Of(entity.Transcoded.ToString()));
                break;
            case EmphasisInline emphasis:
                AddEmphasis(emphasis);
                break;
            case FootnoteLink { IsBackLink: true }:
                break; // Markdig's own, not in the source
            case FootnoteLink note:
                draft.AddKept($"[{note.Footnote.Label}]", TextNote.Mark(note.Footnote.Order));
                break;
            case LinkInline { IsAutoLink: false, FirstChild: not null } link:
                AddLink(link);
                break;
            case CodeInline code:
                draft.AddKept(SliceOf(code), code.Content);
                break;
            case DelimiterInline delimiter:
                draft.AddWords(delimiter.ToLiteral());
                AddChildren(delimiter);
                break;
            case LinkInline or AutolinkInline or LineBreakInline:
                draft.AddKept(SliceOf(inline), SliceOf(inline));
                break;
            case ContainerInline container:
                AddChildren(container);
                break;
            case HtmlInline html:
                draft.AddWords(html.Tag);
                break;
            default:
                draft.AddKept(SliceOf(inline), SliceOf(inline));
                break;
        }
    }

    /// <summary><c>_</c> does not mark within a word, <c>*</c> does: after a translation only the second is safe.</summary>
    private void AddEmphasis(EmphasisInline emphasis)
    {
        var mark = new string(emphasis.DelimiterChar is '_' ? '*' : emphasis.DelimiterChar, emphasis.DelimiterCount);
        var id = draft.Open(mark);
        AddChildren(emphasis);
        draft.Close(id, mark);
    }

    private void AddLink(LinkInline link)
    {
        var id = draft.Open(link.IsImage ? "![" : "[");
        AddChildren(link);
        draft.Close(id, link.IsShortcut ? $"][{link.Label}]" : source[(link.LastChild!.Span.End + 1)..(link.Span.End + 1)]);
    }

    private void AddChildren(ContainerInline container)
    {
        foreach (var child in container)
        {
            Add(child);
        }
    }

    private string SliceOf(Inline inline) => source[inline.Span.Start..(inline.Span.End + 1)];
}
