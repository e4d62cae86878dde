using Markdig;
using Markdig.Syntax;

namespace Publisher.Channels.Text;

/// <summary>Markdown read once; every target renders from the same blocks. Raw HTML counts as text.</summary>
public sealed record MarkdownText(IReadOnlyList<TextBlock> Blocks)
{
    private static readonly MarkdownPipeline Pipeline = Dialect().Build();

    private static readonly MarkdownPipeline PlacesPipeline = Dialect().UsePreciseSourceLocation().Build();

    public static MarkdownText Parse(string markdown) =>
        string.IsNullOrWhiteSpace(markdown)
            ? new MarkdownText([])
            : new MarkdownText(BlockReader.Read(Markdown.Parse(CleanText.Of(markdown), Pipeline)));

    /// <summary>The same blocks with other letters: <paramref name="change"/> gets the runs of one paragraph, heading, cell or caption at a time.</summary>
    internal MarkdownText Map(Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change) => new(BlockMap.Map(Blocks, change));

    /// <summary>The same blocks with other addresses of pictures, and other letters of code.</summary>
    internal MarkdownText MapAddresses(Func<string, string?> address, Func<string, string> code) =>
        new(BlockMap.MapAddresses(Blocks, address, code));

    /// <summary>For targets too small for footnotes: neither the notes nor their marks.</summary>
    public MarkdownText WithoutNotes() =>
        Blocks is [.., TextBlock.Notes]
            ? new MarkdownText([.. Blocks.SkipLast(1)]).Map(runs => [.. runs.Where(run => !run.Style.HasFlag(RunStyle.Note))])
            : this;

    /// <summary>The same reading, in which every part knows where in <paramref name="clean"/> it stands.</summary>
    /// <param name="clean">Text that <see cref="CleanText"/> leaves as it is.</param>
    internal static MarkdownDocument ReadPlaces(string clean) => Markdown.Parse(clean, PlacesPipeline);

    /// <summary>The prose alone, for targets too small for structure.</summary>
    public MarkdownText WithoutHeadings() => new([.. Blocks.Where(block => block is not TextBlock.Heading)]);

    private static MarkdownPipelineBuilder Dialect() =>
        new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks()
            .UseFootnotes()
            .DisableHtml();
}
