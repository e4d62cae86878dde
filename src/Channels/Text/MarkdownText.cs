using Markdig;

namespace Publisher.Channels.Text;

/// <summary>Markdown read once; every target renders from the same blocks. Raw HTML counts as text.</summary>
public sealed record MarkdownText(IReadOnlyList<TextBlock> Blocks)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .UseFootnotes()
        .DisableHtml()
        .Build();

    public static MarkdownText Parse(string markdown) =>
        string.IsNullOrWhiteSpace(markdown)
            ? new MarkdownText([])
            : new MarkdownText(BlockReader.Read(Markdown.Parse(CleanText.Of(markdown), Pipeline)));

    /// <summary>The same blocks with other letters: <paramref name="change"/> gets the runs of one paragraph, heading, cell or caption at a time.</summary>
    internal MarkdownText Map(Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change) => new(BlockMap.Map(Blocks, change));

    /// <summary>For targets too small for footnotes: neither the notes nor their marks.</summary>
    public MarkdownText WithoutNotes() =>
        Blocks is [.., TextBlock.Notes]
            ? new MarkdownText([.. Blocks.SkipLast(1)]).Map(runs => [.. runs.Where(run => !run.Style.HasFlag(RunStyle.Note))])
            : this;

    /// <summary>The prose alone, for targets too small for structure.</summary>
    public MarkdownText WithoutHeadings() => new([.. Blocks.Where(block => block is not TextBlock.Heading)]);
}
