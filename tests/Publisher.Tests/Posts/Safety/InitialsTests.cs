namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class InitialsTests
{
    [Theory]
    [InlineData("А. Жемчугова", "initial: А. Жемчугова")]
    [InlineData("А.Жемчугова", "initial: А.Жемчугова")]
    [InlineData("Жемчугова А.", "initial: Жемчугова А.")]
    [InlineData("Жемчугова, А.", "initial: Жемчугова, А.")]
    [InlineData("А. С. Жемчугова", "initial: А. С. Жемчугова")]
    [InlineData("С. А. Жемчугова", "")]
    [InlineData("Жемчугова А. С.", "initial: Жемчугова А.")]
    [InlineData("Жемчугова С. А.", "")]
    [InlineData("А. Жемчуговой", "initial: А. Жемчуговой")]
    [InlineData("A. Zhemchugova", "transliterated: A. Zhemchugova")]
    [InlineData("Жемчу-гова А.", "joined: Жемчу-гова А.")]
    [InlineData("Б. Жемчугова", "")]
    [InlineData("А Жемчугова", "")]
    [InlineData("А) Жемчугова", "")]
    [InlineData("А.          Жемчугова", "")]
    [InlineData("А.        Жемчугова", "initial: А.        Жемчугова")]
    [InlineData("Жемчугова          А.", "")]
    [InlineData("Жемчугова         А.", "initial: Жемчугова         А.")]
    [InlineData("ан. Жемчугова", "")]
    [InlineData("Жемчугова А", "")]
    [InlineData("1. Жемчугова", "")]
    public void One_dot_stands_for_the_given_name(string text, string hits) => Assert.Equal(hits, Guarded.Find(text, "Анна Жемчугова"));

    [Theory]
    [InlineData("Шолакат Петунян", "Sh. Petunyan", "transliterated: Sh. Petunyan")]
    [InlineData("Шолакат Петунян", "Petunyan Sh.", "transliterated: Petunyan Sh.")]
    [InlineData("Шолакат Петунян", "S. Petunyan", "")]
    [InlineData("Юрий Жемчугов", "Yu. Zhemchugov", "transliterated: Yu. Zhemchugov")]
    [InlineData("Юрий Жемчугов", "Ju. Zhemchugov", "transliterated: Ju. Zhemchugov")]
    [InlineData("Чингиз Гарашов", "Ch. Garashov", "transliterated: Ch. Garashov")]
    [InlineData("Чингиз Гарашов", "Tch. Garashov", "transliterated: Tch. Garashov")]
    [InlineData("Чингиз Гарашов", "Mr. Garashov", "")]
    [InlineData("Джавид Гарашов", "Дж. Гарашов", "initial: Дж. Гарашов")]
    [InlineData("Ուլյանա Պետունյան", "Ու. Պետունյան", "initial: Ու. Պետունյան")]
    [InlineData("Ոսկան Պետունյան", "Ո. Պետունյան", "initial: Ո. Պետունյան")]
    [InlineData("Աննա Պետունյան", "Ը. Պետունյան", "")]
    [InlineData("Սոնա Պետունյան", "Ս. Պետունյան", "initial: Ս. Պետունյան")]
    public void An_initial_may_have_several_letters_when_they_are_one_sound(string name, string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, name));

    [Theory]
    [InlineData("А. С. Жемчугова", "initial: А. С. Жемчугова")]
    [InlineData("А. Жемчугова", "")]
    [InlineData("С. Жемчугова", "")]
    [InlineData("Жемчугова А. С.", "initial: Жемчугова А. С.")]
    [InlineData("Анна С. Жемчугова", "initial: Анна С. Жемчугова")]
    [InlineData("А. Сергеевна Жемчугова", "")]
    public void Of_three_names_each_needs_its_word_or_initial(string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, "Анна Сергеевна Жемчугова"));

    [Theory]
    [InlineData("д. с синей дверью")]
    [InlineData("дом с синей д.")]
    public void The_words_of_a_phrase_never_shrink(string text) =>
        Assert.Equal("", Guarded.Find(text, Publisher.Posts.Safety.ProtectedKind.Phrase, "дом с синей дверью"));

    [Fact]
    public void A_surname_never_shrinks() => Assert.Equal("", Guarded.Find("Анна Ж.", "Анна Жемчугова"));
}
