namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class KeySearchTests
{
    [Theory]
    [InlineData("Анна Жемчугова", "Fyyf :tvxeujdf", "keyboard_layout: Fyyf :tvxeujdf")]
    [InlineData("Анна Жемчугова", "fyyf ;tvxeujdf.", "keyboard_layout: fyyf ;tvxeujdf")]
    [InlineData("Анна Жемчугова", "#fyyf («;tvxeujdf»)!", "keyboard_layout: fyyf («;tvxeujdf")]
    [InlineData("Анна Жемчугова", "*fyyf* _;tvxeujdf_", "keyboard_layout: fyyf* _;tvxeujdf")]
    [InlineData("Анна Жемчугова", "fyyf🌸;tvxeujdf", "keyboard_layout: fyyf🌸;tvxeujdf")]
    [InlineData("Анна Жемчугова", "fyyf1 ;tvxeujdf", "")]
    [InlineData("Борис Жемчуг", ",jhbc ;tvxeu", "keyboard_layout: ,jhbc ;tvxeu")]
    [InlineData("Жемчуг Юлю", ";tvxeu .k.", "keyboard_layout: ;tvxeu .k.")]
    [InlineData("Owen Calderwick", "щцут сфдвукцшсл", "keyboard_layout: щцут сфдвукцшсл")]
    [InlineData("Owen Calderwick", "щцut сфдвукцшсл", "")]
    [InlineData("Яков Ли", "zrjd kb", "")]
    [InlineData("Яков Лис", "zrjd kbc", "keyboard_layout: zrjd kbc")]
    [InlineData("Жемчугова", ";tvxeujdf", "keyboard_layout: ;tvxeujdf")]
    [InlineData("Яков", "zrjd", "")]
    [InlineData("ნინო წერეთაძე", "nino wereTaZe", "keyboard_layout: nino wereTaZe")]
    public void A_word_typed_on_the_other_layout_is_found(string name, string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, name));
}
