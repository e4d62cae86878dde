namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class SpacedLettersTests
{
    [Theory]
    [InlineData("Жемчугова", "Ж е м ч у г о в а", "spaced_out: Ж е м ч у г о в а")]
    [InlineData("Жемчугова", "Ж-е-м-ч-у-г-о-в-а", "spaced_out: Ж-е-м-ч-у-г-о-в-а")]
    [InlineData("Жемчугова", "Ж    е    м    ч    у    г    о    в    а", "spaced_out: Ж    е    м    ч    у    г    о    в    а")]
    [InlineData("Жемчугова", "Ж     е     м     ч     у     г     о     в     а", "")]
    [InlineData("Жемчугова", "и в Ж е м ч у г о в а я б", "spaced_out: Ж е м ч у г о в а")]
    [InlineData("Жемчугова", "а б в г д е Ж е м ч у г о в а", "spaced_out: Ж е м ч у г о в а")]
    [InlineData("Жемчугова", "а б в г д е ё Ж е м ч у г о в а", "spaced_out: Ж е м ч у г о в а")]
    [InlineData("жемчугова", "а б в г д е ё ж е м ч у г о в а", "")]
    [InlineData("жемчугова", "ж е м ч у г о в а б в г д е ё", "spaced_out: ж е м ч у г о в а")]
    [InlineData("жемчугова", "ж е м ч у г о в а б в г д е ё з", "")]
    [InlineData("Анна Жемчугова", "А н н а  Ж е м ч у г о в а", "spaced_out: А н н а  Ж е м ч у г о в а")]
    [InlineData("Анна Жемчугова", "А н н а Ж е м ч у г о в а", "spaced_out: А н н а Ж е м ч у г о в а")]
    [InlineData("Анна Жемчугова", "а н н а   ж е м ч у г о в а", "spaced_out: а н н а   ж е м ч у г о в а")]
    [InlineData("Яков", "Я к о в", "spaced_out: Я к о в")]
    [InlineData("Лев", "Л е в", "")]
    [InlineData("Яков Ли", "Я к о в  Л и", "spaced_out: Я к о в  Л и")]
    public void Letters_that_stand_apart_are_one_word(string name, string text, string hits) =>
        Assert.Equal(hits, Guarded.Find(text, name));
}
