namespace Publisher.Channels.Text;

/// <summary>Runs as the tree that tags make: each stretch of one style is one element, always nested in one order.</summary>
internal abstract record RunNode
{
    private static readonly RunStyle[] Layers =
    [
        RunStyle.Quote,
        RunStyle.Preformatted,
        RunStyle.None,
        RunStyle.Note,
        RunStyle.Bold,
        RunStyle.Italic,
        RunStyle.Strike,
        RunStyle.Code,
    ];

    private RunNode() { }

    public sealed record Letters(string Text) : RunNode;

    /// <param name="Style">One flag; <see cref="RunStyle.None"/> for a link.</param>
    /// <param name="Link">Set for a link only.</param>
    public sealed record Element(RunStyle Style, string? Link, IReadOnlyList<RunNode> Children) : RunNode
    {
        /// <summary>The letters of an element that holds nothing else.</summary>
        public string? OnlyLetters => Children is [Letters letters] ? letters.Text : null;

        /// <summary>Of an element of one style.</summary>
        public string HtmlTag =>
            Style switch
            {
                RunStyle.Bold => "strong",
                RunStyle.Italic => "em",
                RunStyle.Strike => "s",
                _ => "code",
            };
    }

    public static IReadOnlyList<RunNode> Nest(IReadOnlyList<TextRun> runs)
    {
        var nodes = new List<RunNode>();
        Nest(runs, 0, nodes);
        return nodes;
    }

    private static void Nest(IReadOnlyList<TextRun> runs, int layer, List<RunNode> into)
    {
        if (layer == Layers.Length || runs.All(run => run is { Style: RunStyle.None, Link: null }))
        {
            into.Add(new Letters(string.Concat(runs.Select(run => run.Text))));
            return;
        }

        var start = 0;
        while (start < runs.Count)
        {
            var key = KeyOf(runs[start], Layers[layer]);
            var end = start + 1;
            while (end < runs.Count && KeyOf(runs[end], Layers[layer]) == key)
            {
                end++;
            }

            AddGroup([.. runs.Skip(start).Take(end - start)], key, layer, into);
            start = end;
        }
    }

    private static void AddGroup(IReadOnlyList<TextRun> runs, string? key, int layer, List<RunNode> into)
    {
        if (key is null)
        {
            Nest(runs, layer + 1, into);
            return;
        }

        var children = new List<RunNode>();
        Nest(runs, layer + 1, children);
        into.Add(new Element(Layers[layer], Layers[layer] == RunStyle.None ? key : null, children));
    }

    private static string? KeyOf(TextRun run, RunStyle layer) =>
        layer == RunStyle.None ? run.Link
        : layer == RunStyle.Note && run.Style.HasFlag(layer) ? run.Text
        : run.Style.HasFlag(layer) ? ""
        : null;
}
