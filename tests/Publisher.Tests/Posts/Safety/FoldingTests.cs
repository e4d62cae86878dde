using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class FoldingTests
{
    [Theory]
    [InlineData("ÀÉô", "aeo")]
    [InlineData("çşğöüäšžčć", "çşğöüäšžčć")]
    [InlineData("ЁЙЇЎҐ", "ёйїўґ")]
    [InlineData("c\u0327 и\u0306 е\u0308", "ç й ё")]
    [InlineData("e\u0301 п\u0301 x\u0327", "e п x")]
    [InlineData("c\u036F c\u0370", "c cͱ")]
    [InlineData("a\u0301\u0301", "a")]
    [InlineData("İIıi", "i\uE000ii")]
    [InlineData("ǝƏə", "əəə")]
    [InlineData("ＡＢ ａｂ", "ab ab")]
    [InlineData("𝐀𝒃𝕮", "abc")]
    [InlineData("🇦🇲🇿", "amz")]
    [InlineData("🅐🅩🅰🆉", "azaz")]
    [InlineData("Ⓐⓩ", "az")]
    [InlineData("ﬁ", "fi")]
    [InlineData("ϲϹ", "cc")]
    [InlineData("🌸", "•")]
    [InlineData("ႠჅⴀⴥ", "აჵაჵ")]
    [InlineData("ᲐᲰ", "აჰ")]
    [InlineData("٠٩ ०९ ０９", "09 09 09")]
    [InlineData("a\tb\nc\rd", "a\tb\nc\rd")]
    public void Every_form_of_a_letter_is_one(string text, string folded) => Assert.Equal(folded, Folding.Of(text));

    [Fact]
    public void Half_a_pair_is_a_sign() => Assert.Equal("•x••", Folding.Of("\uD83Cx\uDF38\uD83C"));

    /// <summary>Unicode's default-ignorable characters, controls, and the marks that Armenian sets inside its words.</summary>
    [Theory]
    [InlineData(0x00AD)]
    [InlineData(0x034F)]
    [InlineData(0x055B)]
    [InlineData(0x055C)]
    [InlineData(0x055E)]
    [InlineData(0x061C)]
    [InlineData(0x115F)]
    [InlineData(0x1160)]
    [InlineData(0x17B4)]
    [InlineData(0x17B5)]
    [InlineData(0x180B)]
    [InlineData(0x180E)]
    [InlineData(0x180F)]
    [InlineData(0x200B)]
    [InlineData(0x200F)]
    [InlineData(0x202A)]
    [InlineData(0x202E)]
    [InlineData(0x2060)]
    [InlineData(0x2065)]
    [InlineData(0x206F)]
    [InlineData(0x3164)]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xFEFF)]
    [InlineData(0xFFA0)]
    [InlineData(0xFFF0)]
    [InlineData(0xFFF8)]
    [InlineData(0x1D173)]
    [InlineData(0x1D17A)]
    [InlineData(0xE0000)]
    [InlineData(0xE0061)]
    [InlineData(0xE0100)]
    [InlineData(0xE0FFF)]
    [InlineData(0x0007)]
    [InlineData(0x0301)]
    [InlineData(0x20DD)]
    public void What_nobody_sees_is_not_there(int code)
    {
        var text = $"п{char.ConvertFromUtf32(code)}х";

        Assert.Equal("пх", Folding.Of(text));
    }

    [Theory]
    [InlineData(0x055D)]
    [InlineData(0x055A)]
    [InlineData(0x2010)]
    [InlineData(0x3165)]
    [InlineData(0xFFEF)]
    [InlineData(0xFFFC)]
    [InlineData(0xE1000)]
    public void What_somebody_sees_is(int code) => Assert.Equal(3, Folding.Of($"п{char.ConvertFromUtf32(code)}х").Length);

    [Theory]
    [InlineData("AIiyev", "a\uE000iyev")]
    [InlineData("aIiyev", "a\uE000iyev")]
    [InlineData("ALIyev", "al\uE000yev")]
    [InlineData("ALIYEV", "aliyev")]
    [InlineData("alI", "al\uE000")]
    [InlineData("ALI", "ali")]
    [InlineData("Iiyev", "iiyev")]
    [InlineData("кIi", "кii")]
    [InlineData("1Ii", "1ii")]
    public void A_capital_I_inside_a_word_may_be_an_l(string text, string folded) => Assert.Equal(folded, Folding.Of(text));

    [Theory]
    [InlineData("aБ🌸\u00ADc", "a0-1 б1-2 •2-4 c5-6")]
    [InlineData("ﬁx", "f0-1 i0-1 x1-2")]
    [InlineData("c\u0327x", "ç0-1 x2-3")]
    [InlineData("🇦x", "a0-2 x2-3")]
    public void A_letter_keeps_the_place_of_what_it_was(string text, string places) => Assert.Equal(places, Fold(text).ReadWithPlaces());

    [Theory]
    [InlineData("aAбБ🅰1", "010110")]
    [InlineData("🌸Ii", "110")]
    public void Capitals_are_remembered(string text, string capitals)
    {
        var folded = Fold(text);

        Assert.Equal(capitals, string.Concat(Enumerable.Range(0, folded.Length).Select(index => folded.IsCapital(index) ? '1' : '0')));
    }

    [Fact]
    [Trait("Requirement", "LGD-02")]
    public void A_cancelled_token_is_heard_in_the_middle_of_a_long_text()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Folding.Of(SpannedText.Of("x"), stop.Token));
    }

    private static SpannedText Fold(string text) => Folding.Of(SpannedText.Of(text), CancellationToken.None);
}
