using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class KeyboardLayoutTests
{
    [Theory]
    [InlineData("fyyf ;tvxeujdf", "анна жемчугова")]
    [InlineData("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")]
    [InlineData("{}:\"<>~", "хъжэбюё")]
    [InlineData("1é", "1é")]
    public void Latin_keys_are_russian_letters(string keys, string letters) =>
        Assert.Equal(letters, string.Concat(keys.Select(KeyboardLayout.ToRussian)));

    [Theory]
    [InlineData("йцукен", "qwerty")]
    [InlineData("ращхъжэбюё", "hfo[];',.`")]
    [InlineData("1ҹ", "1ҹ")]
    public void Russian_letters_are_latin_keys(string letters, string keys) =>
        Assert.Equal(keys, string.Concat(letters.Select(KeyboardLayout.ToLatin)));

    [Theory]
    [InlineData("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstufqryscczwwxjh")]
    [InlineData("ა1b", "a1b")]
    public void Georgian_letters_are_latin_keys_without_capitals(string letters, string keys) =>
        Assert.Equal(keys, KeyboardLayout.GeorgianKeys(letters));
}
