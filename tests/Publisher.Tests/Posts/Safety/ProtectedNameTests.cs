using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class ProtectedNameTests
{
    [Theory]
    [InlineData("Анна Жемчугова", "анна жемчугова", 1, false, true)]
    [InlineData("Жемчугова Анна", "жемчугова анна", 0, false, true)]
    [InlineData("Анна Петровна Жемчугова", "анна петровна жемчугова", 2, false, true)]
    [InlineData("Петрова Жемчугова Анна", "петрова жемчугова анна", 2, false, true)]
    [InlineData("Шолакат Петунян", "шолакат петунян", 1, true, true)]
    [InlineData("Petunyants Sholakat", "petunyants sholakat", 0, true, true)]
    [InlineData("Նոր Մարդ", "նոր մարդ", 1, true, true)]
    [InlineData("Owen Calderwick", "owen calderwick", 1, false, false)]
    [InlineData("Gülnarə Səfi", "gülnarə səfi", 1, false, true)]
    [InlineData("Zade", "zade", 0, false, false)]
    [InlineData("Ran Ova", "ran ova", 1, false, false)]
    [InlineData("Ran Kova", "ran kova", 1, false, false)]
    [InlineData("Kikova Ran", "kikova ran", 0, false, true)]
    [InlineData("Jean O’Neil", "jean oneil", 1, false, false)]
    public void A_name_is_cut_into_words_of_which_one_is_the_surname(
        string name,
        string words,
        int surname,
        bool isArmenian,
        bool isOfTheRegion
    )
    {
        var read = ProtectedName.Of(new ProtectedEntry("pe_1", ProtectedKind.Person, name, []), name);

        Assert.Equal(
            (words, surname, isArmenian, isOfTheRegion),
            (string.Join(' ', read.Words), read.Surname, read.IsArmenian, read.IsOfTheRegion)
        );
        Assert.Equal(read.Words.Length == 1, read.IsSingle);
        Assert.False(read.IsPhrase);
    }

    [Fact]
    public void A_phrase_is_one()
    {
        var read = ProtectedName.Of(new ProtectedEntry("pe_1", ProtectedKind.Phrase, "x", []), "дом с синей дверью");

        Assert.True(read.IsPhrase);
        Assert.Equal("pe_1", read.EntryId);
    }
}
