using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Measures the ink of words. Widths are remembered, so a deck makes one of these.</summary>
internal sealed class WordRuler(TypeSetter setter)
{
    /// <summary>Two ems; within a word nothing is blank for one.</summary>
    private const string FarApart = "        ";

    private const string Letter = "н";
    private const string TwoWords = "н н";

    private readonly Dictionary<(string Markup, TypeFace Face), double> _widths = [];

    /// <summary>px of each word; 0 for one without ink.</summary>
    public IReadOnlyList<double> Widths(IReadOnlyList<StyledText.Word> words, TypeFace face)
    {
        var markups = words.Select(word => Glyphs.HaveInk(word.Text) ? setter.Markup(word, face) : "").ToList();
        MeasureTogether([.. markups.Where(markup => markup.Length > 0), Letter, TwoWords], face);
        return [.. markups.Select(markup => markup.Length > 0 ? Width(markup, face) : 0)];
    }

    /// <summary>px between two words.</summary>
    public double Gap(TypeFace face) => Width(TwoWords, face) - (2 * Width(Letter, face));

    /// <summary>Half the time of one by one: all stand in one line, and the blanks between them tell where each ends.</summary>
    private void MeasureTogether(IEnumerable<string> markups, TypeFace face)
    {
        var unknown = markups.Distinct().Where(markup => !_widths.ContainsKey((markup, face))).ToList();
        if (unknown.Count < 2)
        {
            return;
        }

        // Each is closed in, so that words of languages that run to the left keep their places in the line.
        var line = string.Join(FarApart, unknown.Select(markup => TypeSetter.Isolated(markup)));
        using var image = setter.Draw(TypeSetter.LeftToRightMark + line, face, coloured: false);
        var widths = Stretches(image, blank: face.Size);
        if (widths.Count == unknown.Count)
        {
            foreach (var (markup, width) in unknown.Zip(widths))
            {
                _widths[(markup, face)] = width;
            }
        }
    }

    private double Width(string markup, TypeFace face)
    {
        if (_widths.TryGetValue((markup, face), out var known))
        {
            return known;
        }

        using var image = setter.Draw(markup, face);
        return _widths[(markup, face)] = image.Width;
    }

    /// <summary>px of each stretch of ink that has at least <paramref name="blank"/> px without any on both sides.</summary>
    private static List<int> Stretches(Image line, int blank)
    {
        var (pixels, ink) = (line.WriteToMemory<byte>(), new ushort[line.Width]);
        for (var y = 0; y < line.Height; y++)
        {
            PixelRows.AddTo(ink, pixels.AsSpan(y * line.Width, line.Width));
        }

        var stretches = new List<int>();
        var (first, last) = (0, 0);
        for (var x = 0; x < ink.Length; x++)
        {
            if (ink[x] == 0)
            {
                continue;
            }

            if (x - last > blank)
            {
                stretches.Add(last - first + 1);
                first = x;
            }

            last = x;
        }

        return [.. stretches, last - first + 1];
    }
}
