using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Text;
using Publisher.Channels.Typography;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Channels.Typography;

/// <summary>The 80 sentences with bonds, cut into 88 slides and set at 56 px in the 768 px of a vertical slide.</summary>
public sealed class SlideLinesTests(ITestOutputHelper output)
{
    private const int Size = 56;

    /// <summary>px for the one bold word of 20 letters that is wider than the box (SLD-04).</summary>
    private const int OneSmaller = 52;

    private static readonly SlideLayout Layout = SlideLayout.For(SlideShape.Vertical9x16);

    [Theory]
    [Trait("Requirement", "SLD-30")]
    [InlineData(false)]
    [InlineData(true)]
    public void SLD_30_88_slides_have_no_hard_fault_at_most_6_soft_ones_and_no_lonely_last_word(bool bold)
    {
        _ = Pictures.Library;
        var faults = Sentence
            .WithBonds.SelectMany(sentence => sentence.MarkedSlides.Select(slide => FaultsOf(slide, sentence, bold)))
            .ToList();

        var soft = faults.Sum(fault => fault.Soft.Count);
        output.WriteLine(
            $"{faults.Count} slides, {faults.Sum(fault => fault.Lines.Count)} lines: {faults.Sum(fault => fault.Hard.Count)} hard, {soft} soft, "
                + $"{faults.Count(fault => fault.Lonely)} lonely last words."
        );
        foreach (var fault in faults.Where(fault => fault.Soft.Count > 0))
        {
            output.WriteLine($"soft: {string.Join(" | ", fault.Lines)}");
        }

        Assert.Equal(88, faults.Count);
        Assert.All(faults, fault => Assert.Empty(fault.Hard));
        Assert.All(faults, fault => Assert.False(fault.Lonely, string.Join(" | ", fault.Lines)));
        Assert.All(faults, fault => Assert.InRange(fault.Widest, 1, Layout.TextBox.Width));
        Assert.Equal(bold ? 1 : 0, faults.Count(fault => fault.Size < Size));
        Assert.InRange(soft, 0, 6);
    }

    [Fact]
    [Trait("Requirement", "SLD-03")]
    public void Four_alphabets_in_one_line_stand_on_one_baseline()
    {
        _ = Pictures.Library;
        var setter = new TypeSetter("ru", Layout);

        int BottomOf(string text) =>
            setter.Set([StyledText.Parse(text, "ru").Words], new TypeFace(Size, Bold: false), 75) is var set ? set.Top + set.Height : 0;

        Assert.All(["н", "ո", "ა", "k", "н ո ა k"], text => Assert.InRange(BottomOf(text), BottomOf("н"), BottomOf("н") + 1));
    }

    /// <param name="Hard">Line ends at a bond that holds, with the lines around them.</param>
    private sealed record Faults(
        IReadOnlyList<string> Lines,
        IReadOnlyList<string> Hard,
        IReadOnlyList<string> Soft,
        bool Lonely,
        double Widest,
        int Size
    );

    private static Faults FaultsOf(string marked, Sentence sentence, bool bold)
    {
        var setter = new TypeSetter(sentence.Language, Layout);
        var fitter = new TextFitter(Layout, setter, new SlideDeck(SlideShape.Vertical9x16, sentence.Language, false, true, []));
        var text = StyledText.Parse(Sentence.Plain(marked), sentence.Language);
        var fitted = new[] { Size, OneSmaller }
            .Select(size => fitter.Set(text, new TypeFace(size, bold), Layout.TextBox.Width, Layout.MostLines, hook: false).Text)
            .First(fitted => fitted is not null)!;
        var face = fitted.Face;
        var lines = fitted.Lines;
        var texts = lines.Select(TextOf).ToList();
        var letters = BoldMarks.Without(marked);
        var (at, ends) = (0, new List<(char Mark, int At, string Line)>());
        foreach (var line in texts.SkipLast(1))
        {
            at += line.Length;
            ends.Add((letters[at], at, line));
            at += letters[at] is ' ' or '~' or '+' ? 1 : 0;
        }

        var isLonely = lines.Count > 1 && lines[^1].Count == 1 && lines[^1][0].Text.Count(char.IsLetterOrDigit) <= 6;
        return new Faults(
            texts,
            [.. ends.Where(end => end.Mark == '~' && !IsTooWide(letters, end.At, setter, face)).Select(end => end.Line)],
            [.. ends.Where(end => end.Mark == '+').Select(end => end.Line)],
            isLonely,
            fitted.Ink.Width,
            face.Size
        );
    }

    private static string TextOf(IReadOnlyList<StyledText.Word> line) =>
        string.Concat(line.Select((word, index) => word.Text + (word.IsSpaced && index < line.Count - 1 ? " " : "")));

    /// <summary>SLD-34: the words around a line end, as far as hard bonds reach, do not fit on one line, so they are loosened.</summary>
    private static bool IsTooWide(string letters, int at, TypeSetter setter, TypeFace face)
    {
        var start = letters.LastIndexOfAny([' ', '+'], at) + 1;
        var end = letters.IndexOfAny([' ', '+'], at) is >= 0 and var blank ? blank : letters.Length;
        var chain = new StyledText.Word([new StyledText.Run(Sentence.Plain(letters[start..end]), face.Bold)]);
        return new WordRuler(setter).Widths([chain], face)[0] > Layout.TextBox.Width;
    }
}
