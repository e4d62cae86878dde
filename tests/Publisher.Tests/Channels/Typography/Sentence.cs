namespace Publisher.Tests.Channels.Typography;

/// <summary>One of the invented sentences in <c>sentences.tsv</c>: what is typed, and what must come of it.</summary>
/// <param name="Letters">Of each slide.</param>
/// <param name="Expected"><c>~ + ‑</c> for bonds, <c>‖</c> for slide cuts.</param>
internal sealed record Sentence(string Id, bool IsHook, IReadOnlyList<int> Letters, string Raw, string Expected)
{
    private static readonly Dictionary<string, Sentence> Table = Read().ToDictionary(sentence => sentence.Id);

    public static IReadOnlyList<Sentence> All { get; } = [.. Table.Values];

    public string Language => Id[..2];

    /// <summary>The slides with their bonds.</summary>
    public IReadOnlyList<string> MarkedSlides => Expected.Split(" ‖ ");

    /// <summary>The slides as they are cut: bonds are in the layout only.</summary>
    public IReadOnlyList<string> Slides => [.. MarkedSlides.Select(Plain)];

    public static Sentence Of(string id) => Table[id];

    public static TheoryData<string> Ids() => [.. All.Select(sentence => sentence.Id)];

    /// <summary>Russian, Armenian, Azerbaijani and Georgian: 80 sentences on 88 slides.</summary>
    public static IEnumerable<Sentence> WithBonds => All.Where(sentence => sentence.Language != "fa");

    public static string Plain(string marked) => marked.Replace('~', ' ').Replace('+', ' ').Replace('‑', '-');

    private static IEnumerable<Sentence> Read() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests/Publisher.Tests/Channels/Typography/sentences.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(cells => new Sentence(cells[0], cells[1] == "hook", [.. cells[2].Split('+').Select(int.Parse)], cells[3], cells[4]));
}
