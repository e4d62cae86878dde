using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>A block of a parsed text. Holds nothing a target could refuse: raw HTML is already text, links are http or https.</summary>
public abstract record TextBlock
{
    private TextBlock() { }

    public sealed record Paragraph(IReadOnlyList<TextRun> Runs) : TextBlock;

    /// <param name="Level">1 to 6.</param>
    public sealed record Heading(int Level, IReadOnlyList<TextRun> Runs) : TextBlock;

    /// <param name="Start">Number of the first item; null: bullets.</param>
    public sealed record Listing(int? Start, IReadOnlyList<IReadOnlyList<TextBlock>> Items) : TextBlock;

    public sealed record Quote(IReadOnlyList<TextBlock> Blocks) : TextBlock;

    public sealed record Code(string Text) : TextBlock;

    /// <summary>A picture that stands alone; one inside a sentence is a link with its alternative text.</summary>
    public sealed record Figure(string Address, string Alt) : TextBlock;

    /// <summary>A picture of the piece itself, shown from our own address.</summary>
    /// <param name="Sha256">Of a file of the part it stands in.</param>
    /// <param name="Alt">Stands under it; may be empty.</param>
    public sealed record Photo(string Sha256, string Alt) : TextBlock;

    /// <param name="Header">Empty when the table has none.</param>
    public sealed record Table(IReadOnlyList<IReadOnlyList<TextRun>> Header, IReadOnlyList<IReadOnlyList<IReadOnlyList<TextRun>>> Rows)
        : TextBlock;

    public sealed record Rule : TextBlock;

    /// <summary>The footnotes, gathered at the end; their marks stand in the text as runs of <see cref="RunStyle.Note"/>.</summary>
    public sealed record Notes(IReadOnlyList<TextNote> Items) : TextBlock;
}

/// <param name="Number">From 1, in the order of the first marks.</param>
public sealed record TextNote(int Number, IReadOnlyList<TextBlock> Blocks)
{
    /// <summary>How a note is marked wherever it is read, such as <c>[1]</c>.</summary>
    public static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"[{number}]");
}
