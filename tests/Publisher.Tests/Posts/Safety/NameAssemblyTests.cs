using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class NameAssemblyTests
{
    [Theory]
    [InlineData("Анна Жемчугова", "exact: Анна Жемчугова")]
    [InlineData("Жемчугова Анна", "exact: Жемчугова Анна")]
    [InlineData("Анна раз два три четыре Жемчугова", "exact: Анна раз два три четыре Жемчугова")]
    [InlineData("Анна раз два три четыре пять Жемчугова", "")]
    [InlineData("Анна", "")]
    [InlineData("Анна Анна", "")]
    [InlineData("Жемчугова Жемчугова", "")]
    [InlineData("Анны Жемчуговой", "inflected: Анны Жемчуговой")]
    [InlineData("Анна Жемчугова Анна Жемчугова", "exact: Анна Жемчугова | exact: Анна Жемчугова")]
    [InlineData("Anna Жемчуговой", "transliterated: Anna Жемчуговой")]
    [InlineData("Жемчуговой Anna", "transliterated: Жемчуговой Anna")]
    public void All_words_of_a_name_stand_near_each_other_in_any_order(string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, "Анна Жемчугова"));

    [Theory]
    [InlineData("Анна Сергеевна Жемчугова", "exact: Анна Сергеевна Жемчугова")]
    [InlineData("Жемчугова Анна Сергеевна", "exact: Жемчугова Анна Сергеевна")]
    [InlineData("Анна а б в г Сергеевна Жемчугова", "exact: Анна а б в г Сергеевна Жемчугова")]
    [InlineData("Анна а б в г д Сергеевна Жемчугова", "")]
    [InlineData("Анна Жемчугова", "")]
    public void A_longer_name_may_stretch_further(string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, "Анна Сергеевна Жемчугова"));

    [Theory]
    [InlineData("дом с синей дверью", "exact: дом с синей дверью")]
    [InlineData("доме с синей дверью", "inflected: доме с синей дверью")]
    [InlineData("дом с большой синей дверью", "")]
    [InlineData("синей дверью дом с", "")]
    [InlineData("с синей дверью дом", "")]
    public void The_words_of_a_phrase_stand_side_by_side_in_their_order(string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, ProtectedKind.Phrase, "дом с синей дверью"));

    [Theory]
    [InlineData("Calderwik Owen", "near: Calderwik Owen")]
    [InlineData("Calderwik Ovven", "near: Calderwik Ovven")]
    public void One_word_may_be_nearly_right(string text, string hits) => Assert.Equal(hits, Guarded.Find(text, "Owen Calderwigk"));

    [Theory]
    [InlineData(ProtectedKind.Person, "near: синяя перепрова")]
    [InlineData(ProtectedKind.Phrase, "")]
    public void The_words_of_a_phrase_are_right(ProtectedKind kind, string hits) =>
        Assert.Equal(hits, Guarded.Find("синяя перепрова", kind, "синяя переправа"));

    [Fact]
    public void A_phrase_is_no_name_with_initials() =>
        Assert.Equal("", Guarded.Find("@спереправа", ProtectedKind.Phrase, "синяя переправа"));

    [Fact]
    public void Of_several_words_that_fit_the_plainest_and_latest_counts()
    {
        Assert.Equal("exact: Анна Жемчугова", Guarded.Find("Анны, Анна Жемчугова", "Анна Жемчугова"));
        Assert.Equal("exact: Анна Жемчугова", Guarded.Find("Анна, Анна Жемчугова", "Анна Жемчугова"));
        Assert.Equal("exact: Анна, Anna Жемчугова", Guarded.Find("Анна, Anna Жемчугова", "Анна Жемчугова"));
    }

    [Fact]
    [Trait("Requirement", "LGD-05")]
    public void A_text_of_one_given_name_is_searched_in_a_line()
    {
        var text = string.Concat(Enumerable.Repeat("Анна ", 40)) + "Жемчугова";

        Assert.Equal("exact: Анна Жемчугова", Guarded.Find(text, "Анна Жемчугова"));
    }

    [Theory]
    [InlineData("Gülnarənin Səfikürdlü", "")]
    [InlineData("Gülnarə Səfikürdlünün", "inflected: Gülnarə Səfikürdlünün")]
    public void Where_only_the_last_word_is_declined_a_declined_first_one_is_another(string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, "Gülnarə Səfikürdlü"));
}
