namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class WordLookupTests
{
    [Theory]
    [InlineData("Анна Жемчугова", "Aннa Жeмчугoвa", "lookalike: Aннa Жeмчугoвa")]
    [InlineData("Owen Calderwick", "Оwеn Саldеrwiсk", "lookalike: Оwеn Саldеrwiсk")]
    [InlineData("Owen Calderwick", "Owen Cαlderωick", "lookalike: Owen Cαlderωick")]
    [InlineData("Петрова Саша", "Пeтpoва Cawa", "")]
    [InlineData("Саша Росова", "Росова Саша", "exact: Росова Саша")]
    [InlineData("Саша Росова", "Сама POCOBA Саша", "lookalike: POCOBA Саша")]
    [InlineData("Հասմիկ Պետունյան", "Hաuմիկ Պետունյան", "lookalike: Hաuմիկ Պետունյան")]
    public void A_letter_of_another_script_is_read_as_what_it_looks_like(string name, string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, name));

    [Theory]
    [InlineData("Петросян", "Петросян", "exact: Петросян")]
    [InlineData("Петросян", "Петросяна", "inflected: Петросяна")]
    [InlineData("Петросян", "Petrosyan", "transliterated: Petrosyan")]
    [InlineData("Петросян", "Petrosyana", "transliterated: Petrosyana")]
    [InlineData("Петросян", "Պետրոսյանին", "transliterated: Պետրոսյանին")]
    [InlineData("Петросян", "პეტროსიანმა", "transliterated: პეტროსიანმა")]
    [InlineData("Ուլյանա", "Ульяну", "transliterated: Ульяну")]
    [InlineData("Петросян", "Петросянский", "")]
    [InlineData("Петросян", "Питросян", "near: Питросян")]
    [InlineData("Петросян", "Петрасян", "")]
    [InlineData("Сергей", "Сергею", "inflected: Сергею")]
    [InlineData("Павел", "Павла", "inflected: Павла")]
    [InlineData("Ли", "Ли", "exact: Ли")]
    [InlineData("Ван", "ванна", "")]
    [InlineData("Ван", "Вана", "inflected: Вана")]
    [InlineData("Анна", "Анне", "inflected: Анне")]
    [InlineData("Kamal", "Kamala", "inflected: Kamala")]
    [InlineData("Kəmal", "Kəmalə", "")]
    [InlineData("Səməd", "Səmədə", "inflected: Səmədə")]
    public void A_single_word_is_found_with_the_endings_of_its_language(string name, string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, name));

    [Theory]
    [InlineData("Яков Лис", "#яковлис", "joined: яковлис")]
    [InlineData("Яков Лис", "#яковлиса", "joined: яковлиса")]
    [InlineData("Яков Лис", "лисяков", "joined: лисяков")]
    [InlineData("Ян Ли", "янли", "")]
    [InlineData("Жемчугова", "Жем-чу-го-ва", "joined: Жем-чу-го-ва")]
    [InlineData("Лис", "Л-и-с", "")]
    [InlineData("Лисин", "Ли-син", "joined: Ли-син")]
    [InlineData("Анна Мария Жемчугова", "#аннамарияжемчугова", "joined: аннамарияжемчугова")]
    [InlineData("Анна Мария Жемчугова", "#жемчуговааннамария", "joined: жемчуговааннамария")]
    [InlineData("Анна Мария Жемчугова", "@amzhemchugova", "joined: amzhemchugova")]
    [InlineData("аа бб вв гг", "#ааббввгг", "joined: ааббввгг")]
    [InlineData("аа бб вв гг дд", "#ааббввггдд", "")]
    [InlineData("Ян Лис", "#янлис", "joined: янлис")]
    [InlineData("Анна Лисин", "@алисин", "joined: алисин")]
    [InlineData("Анна Лиси", "@алиси", "")]
    public void A_whole_name_may_be_one_word(string name, string text, string hits) => Assert.Equal(hits, Guarded.Find(text, name));
}
