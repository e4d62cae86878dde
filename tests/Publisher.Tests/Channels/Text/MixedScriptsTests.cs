using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

[Trait("Requirement", "PRV-21")]
public sealed class MixedScriptsTests
{
    [Theory]
    [InlineData("The pеace talks", "pеace")] // Cyrillic е
    [InlineData("brіdge", "brіdge")] // Cyrillic і
    [InlineData("brιdge", "brιdge")] // Greek ι
    [InlineData("körpü və sülһ", "sülһ")] // Cyrillic һ
    [InlineData("կամnւրջ", "կամnւրջ")] // Latin n
    [InlineData("խաղաղnւթյուն և сերը", "խաղաղnւթյուն|сերը")] // Latin n, Cyrillic с
    [InlineData("ხიdი", "ხიdი")]
    [InlineData("https://newѕ.example/", "newѕ")] // Cyrillic ѕ
    [InlineData("Ѕвет and wоrd", "wоrd")]
    public void A_word_that_mixes_alphabets_is_found(string text, string words) => Assert.Equal(words, Found(text, isCyrillic: false));

    [Theory]
    [InlineData("Two towns mend a bridge.")]
    [InlineData("Жители двух посёлков, COVID-19, Wi-Fi и iPhone-ы")]
    [InlineData("ՆԱՏՕ-ի և NATO-ի գագաթաժողովը, VPNով, Facebookում")]
    [InlineData("NATO-ს და Facebookში")]
    [InlineData("İki kəndin sakinləri “Qonşudan qorxmayın” dedilər")]
    [InlineData("متن فارسی و English")]
    [InlineData("10 мкм, 5 µm, 220 Ω, α и β")]
    public void Words_of_one_alphabet_beside_words_of_another_are_none(string text) => Assert.Equal("", Found(text, isCyrillic: false));

    [Fact]
    public void In_Cyrillic_text_Latin_letters_are_left_to_the_rules_of_the_language_and_others_are_not()
    {
        Assert.Equal("", Found("мoст", isCyrillic: true)); // Latin o
        Assert.Equal("мοст", Found("мοст", isCyrillic: true)); // Greek ο
    }

    private static string Found(string text, bool isCyrillic) =>
        string.Join('|', MixedScripts.Find(text, isCyrillic).Select(span => text[span.Start..span.End]));
}
