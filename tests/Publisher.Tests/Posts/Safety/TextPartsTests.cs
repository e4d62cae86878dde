using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class TextPartsTests
{
    [Theory]
    [InlineData("Анна пришла.", "анна:0-0 пришла.:1-1")]
    [InlineData("  a-b  c ", "a-b:0-1 c:2-2")]
    [InlineData("— x", "—:0-0 x:0-0")]
    [InlineData("a1b c", "a1b:0-2 c:3-3")]
    public void Chunks_stand_between_blanks_and_know_their_words(string text, string chunks) =>
        Assert.Equal(
            chunks,
            Read(
                text,
                (parts, folded) =>
                    parts.Chunks.Select(chunk => $"{new Stretch(chunk.From, chunk.To).Of(folded)}:{chunk.FirstWord}-{chunk.LastWord}")
            )
        );

    [Theory]
    [InlineData("Pet.ro.sy.an", "pet:0-0:0+0 ro:1-1:0+1 sy:2-2:0+1 an:3-3:0+1")]
    [InlineData("a_b  c@d$1", "a:0-0:0+0 b:1-1:0+1 c@d$1:2-4:1+2")]
    [InlineData("O’Neil 'x'", "o’neil:0-0:0+0 x:1-1:1+2")]
    [InlineData("@ a", "@:0-0:0+0 a:0-0:1+1")]
    [InlineData("a'1 'b c'", "a:0-0:0+0 1:1-1:0+1 b:2-2:1+2 c:3-3:2+1")]
    public void Segments_stand_between_marks_and_know_their_gaps(string text, string segments) =>
        Assert.Equal(
            segments,
            Read(
                text,
                (parts, folded) =>
                    parts.Segments.Select(one =>
                        $"{new Stretch(one.From, one.To).Of(folded)}:{one.FirstWord}-{one.LastWord}:{one.Chunk}+{one.Gap}"
                    )
            )
        );

    [Theory]
    [InlineData("Анна пришла, 12 раз", "анна пришла 12 раз")]
    [InlineData("a12b3", "a 12 b 3")]
    [InlineData("d’Or l'eau", "d’or l'eau")]
    [InlineData("a@b$c", "a b c")]
    [InlineData("'a' b'", "a b")]
    [InlineData("AIiyev", "a\uE000iyev")]
    public void Words_are_letters_or_digits(string text, string words) =>
        Assert.Equal(words, Read(text, (parts, folded) => parts.Words.Select(word => word.Of(folded))));

    [Fact]
    public void The_scripts_of_its_letters_are_known()
    {
        var folded = Folding.Of(SpannedText.Of("ab 12 я"), CancellationToken.None);

        Assert.Equal([Script.None, Script.Latin, Script.Cyrillic], TextParts.Of(folded, CancellationToken.None).Scripts.Order());
    }

    [Theory]
    [InlineData('\'', true)]
    [InlineData('’', true)]
    [InlineData('‘', true)]
    [InlineData('ʼ', true)]
    [InlineData('ʻ', true)]
    [InlineData('`', true)]
    [InlineData('՚', true)]
    [InlineData('´', true)]
    [InlineData('ʹ', true)]
    [InlineData('ʿ', true)]
    [InlineData('ʾ', true)]
    [InlineData('"', false)]
    public void Many_signs_are_written_as_an_apostrophe(char sign, bool isOne) => Assert.Equal(isOne, TextParts.IsApostrophe(sign));

    [Theory]
    [InlineData("0123456789@$", true)]
    [InlineData("a٣#.", false)]
    public void Digits_and_two_signs_pass_for_letters(string signs, bool pass) =>
        Assert.All(signs, sign => Assert.Equal(pass, TextParts.IsFigure(sign)));

    private static string Read(string text, Func<TextParts, SpannedText, IEnumerable<string>> what)
    {
        var folded = Folding.Of(SpannedText.Of(text), CancellationToken.None);
        return string.Join(' ', what(TextParts.Of(folded, CancellationToken.None), folded));
    }
}
