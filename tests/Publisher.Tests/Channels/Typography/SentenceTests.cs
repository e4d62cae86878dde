using System.Text;
using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Tests.Channels.Typography;

/// <summary>Every sentence of the slide rules comes out exactly as listed.</summary>
public sealed class SentenceTests
{
    [Fact]
    public void All_85_sentences_are_here() => Assert.Equal(85, Sentence.All.Count);

    [Theory]
    [Trait("Requirement", "SLD-31")]
    [Trait("Requirement", "SLD-32")]
    [Trait("Requirement", "SLD-33")]
    [Trait("Requirement", "LNG-02")]
    [Trait("Requirement", "LNG-04")]
    [Trait("Requirement", "LNG-06")]
    [Trait("Requirement", "LNG-07")]
    [MemberData(nameof(Sentence.Ids), MemberType = typeof(Sentence))]
    public void SLD_31_32_33_a_sentence_as_typed_gets_its_marks_and_its_bonds(string id)
    {
        var sentence = Sentence.Of(id);

        var typed = Typed(sentence);

        Assert.Equal(sentence.Expected.Replace(" ‖ ", " ", StringComparison.Ordinal), Marked(typed, sentence.Language));
    }

    [Theory]
    [Trait("Requirement", "SLD-20")]
    [Trait("Requirement", "SLD-22")]
    [Trait("Requirement", "SLD-23")]
    [Trait("Requirement", "SLD-26")]
    [Trait("Requirement", "SLD-27")]
    [MemberData(nameof(Sentence.Ids), MemberType = typeof(Sentence))]
    public void SLD_20_to_27_a_sentence_is_cut_and_counted_as_listed(string id)
    {
        var sentence = Sentence.Of(id);

        var slides = sentence.IsHook ? [Hook(sentence)] : SlidePoints.Of(Typed(sentence), sentence.Language, SlideLength.Picture);

        Assert.Equal(sentence.Slides, slides);
        Assert.Equal(sentence.Letters, slides.Select(BoldMarks.Letters));
    }

    [Theory]
    [Trait("Requirement", "SLD-36")]
    [MemberData(nameof(Sentence.Ids), MemberType = typeof(Sentence))]
    public void SLD_36_what_is_set_twice_is_set_once(string id)
    {
        var sentence = Sentence.Of(id);
        var once = Typed(sentence);

        Assert.Equal(once, new Typographer(sentence.Language).Line(once, ""));
    }

    /// <summary>The marks of the table in place of bonds; <c>**</c> has none of its own.</summary>
    internal static string Marked(string text, string language)
    {
        var marked = new StringBuilder(text);
        var read = BoldMarks.Read(text);
        foreach (var (position, bond) in Bonds.Find(read.Letters, language, read.Edges))
        {
            var place = read.Places[position];
            marked[place] = (text[place], bond) switch
            {
                ('-', Bond.Soft) => '-',
                ('-', _) => '‑',
                (_, Bond.Soft) => '+',
                _ => '~',
            };
        }

        return marked.ToString();
    }

    private static string Typed(Sentence sentence)
    {
        var typographer = new Typographer(sentence.Language);
        return sentence.Id == "ka-20" ? typographer.Title(sentence.Raw, "") : typographer.Line(sentence.Raw, "");
    }

    private static string Hook(Sentence sentence)
    {
        var source = new SlideSource(
            sentence.Language,
            "texts",
            Typed(sentence),
            null,
            MarkdownText.Parse(""),
            [],
            null,
            SlideLength.Picture
        );
        return SlideCutter.Cut(source, 35) is SlideCut.Done done ? done.Slides[0].Text : Typed(sentence);
    }
}
