using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Measures the ink of words. Widths are remembered, so a deck makes one of these.</summary>
internal sealed class WordRuler(TypeSetter setter)
{
    /// <summary>Two ems; within a word nothing is blank for one.</summary>
    private const string FarApart = "        ";

    /// <summary>Words in a line: it must stay narrower than what can be drawn.</summary>
    private const int Together = 24;

    /// <summary>px that no picture of text may reach; a longer word is told to be as wide.</summary>
    private const int Undrawable = 32_768;

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

    /// <summary>Half the time of one by one: many stand in one line, and the blanks between them tell where each ends.</summary>
    private void MeasureTogether(IEnumerable<string> markups, TypeFace face)
    {
        var unknown = markups.Distinct().Where(markup => !_widths.ContainsKey((markup, face)));
        foreach (var some in unknown.Chunk(Together).ToList())
        {
            // Each is closed in, so that words of languages that run to the left keep their places in the line.
            var line = TypeSetter.LeftToRightMark + string.Join(FarApart, some.Select(TypeSetter.Isolated));
            using var image = DrawIfItCanBe(line, face, coloured: false);
            var widths = image is null ? [] : Stretches(image, blank: face.Size);
            foreach (var (markup, width) in widths.Count == some.Length ? some.Zip(widths) : [])
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

        using var image = DrawIfItCanBe(markup, face, coloured: true);
        return _widths[(markup, face)] = image?.Width ?? Undrawable;
    }

    private Image? DrawIfItCanBe(string markup, TypeFace face, bool coloured)
    {
        try
        {
            return setter.Draw(markup, face, coloured);
        }
        catch (VipsException)
        {
            return null;
        }
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
