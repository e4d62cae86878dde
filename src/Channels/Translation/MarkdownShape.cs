using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Publisher.Channels.Translation;

/// <summary>A Markdown text without its words: its blocks in order, and of each what is marked, linked, shown or quoted as code.</summary>
internal static class MarkdownShape
{
    public static IEnumerable<string> Of(MarkdownDocument document) => document.Descendants<Block>().Select(Of);

    private static string Of(Block block) =>
        block switch
        {
            HeadingBlock heading => $"heading {heading.Level}{InlinesOf(heading)}",
            ListBlock list => $"list {list.IsOrdered} {list.OrderedStart} {list.Count}",
            Table table => $"table {table.Count}",
            ContainerBlock container => $"{container.GetType().Name} {container.Count}",
            LinkReferenceDefinition definition => $"definition {definition.Label} {definition.Url}",
            CodeBlock code => $"code {code.Lines}",
            LeafBlock leaf => $"{leaf.GetType().Name}{InlinesOf(leaf)}",
            _ => block.GetType().Name,
        };

    /// <summary>Words change places in a translation, and marks with them: inside a paragraph their order does not count.</summary>
    private static string InlinesOf(LeafBlock leaf) =>
        leaf.Inline is null
            ? ""
            : string.Concat(
                leaf.Inline.Descendants()
                    .OfType<Inline>()
                    .Select(Of)
                    .OfType<string>()
                    .Order(StringComparer.Ordinal)
                    .Select(inline => $" {inline}")
            );

    private static string? Of(Inline inline) =>
        inline switch
        {
            EmphasisInline { DelimiterChar: '~' } => "strike",
            EmphasisInline emphasis => $"emphasis {emphasis.DelimiterCount}",
            FootnoteLink note => $"note {note.Footnote.Label}",
            LinkInline link => $"{(link.IsImage ? "picture" : "link")} {link.GetDynamicUrl?.Invoke() ?? link.Url} {link.Title}",
            AutolinkInline address => $"address {address.Url}",
            CodeInline code => $"code {code.Content}",
            LineBreakInline { IsHard: true } => "break",
            _ => null,
        };
}
