using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Tests.Channels.Templates;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>Words are measured many at a time; each must come out as it does alone.</summary>
public sealed class WordRulerTests
{
    /// <summary>px of a picture of text whose letters do not reach its edge; emoji have most.</summary>
    private const int Transparent = 6;

    private const string BlankInside = "до\u2800\u2800\u2800\u2800\u2800дом";

    public static TheoryData<string, string> Texts =>
        new([
            .. SampleSlides.Scripts.Select(script => (script.Language, script.Text)),
            ("ru", "Мост 🌉 и @most_example, **№ 5**, – да — нет → туда"),
            ("fa", "به hello@pol.example یا @pol_example پیام بدهید. ۳۰ 12:45 (الف)"),
            ("ka", $"ხიდი {BlankInside} სოფელი"),
        ]);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Words_measured_together_are_as_wide_as_each_alone(string language, string text)
    {
        _ = Pictures.Library;
        var setter = new TypeSetter(language, SlideLayout.For(SlideShape.Vertical9x16));
        var words = StyledText.Parse(text, language).Words;
        var face = new TypeFace(56, Bold: true);

        var together = new WordRuler(setter).Widths(words, face);

        Assert.All(
            words.Zip(together),
            pair =>
            {
                using var alone = setter.Draw(setter.Markup(pair.First, face), face);
                Assert.InRange(pair.Second, alone.Width - Transparent, alone.Width + 1);
            }
        );
    }
}
