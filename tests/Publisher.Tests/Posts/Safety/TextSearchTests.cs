namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class TextSearchTests
{
    [Theory]
    [InlineData("Rachel Whitmarsh", "Rachel Whitmarsh’s", "inflected: Rachel Whitmarsh")]
    [InlineData("Rachel Whitmarsh", "RACHEL WHITMARSH'S", "inflected: RACHEL WHITMARSH")]
    [InlineData("Rachel Whitmarsh", "Rachel Whitmarsh’d", "")]
    [InlineData("Rachel Whitmarsh", "RachelWhitmarsh", "joined: RachelWhitmarsh")]
    [InlineData("Rachel Whitmarsh", "theRachelWhitmarshLetters", "joined: RachelWhitmarsh")]
    [InlineData("Rachel Whitmarsh", "rachelwhitmarsh", "joined: rachelwhitmarsh")]
    [InlineData("Rachel Whitmarsh", "whitmarshrachel", "joined: whitmarshrachel")]
    [InlineData("Rachel Whitmarsh", "rachel_whitmarsh.jpg", "exact: rachel_whitmarsh")]
    [InlineData("Rachel Whitmarsh", "rwhitmarsh", "")]
    [InlineData("Rachel Whitmarsh", "@rwhitmarsh", "joined: rwhitmarsh")]
    [InlineData("Rachel Whitmarsh", "#whitmarshr", "joined: whitmarshr")]
    [InlineData("Rachel Whitmarsh", "/r_whitmarsh/", "joined: r_whitmarsh")]
    [InlineData("Rachel Whitmarsh", "see r_whitmarsh", "joined: r_whitmarsh")]
    [InlineData("Rachel Whitmarsh", "see r-whitmarsh", "joined: r-whitmarsh")]
    [InlineData("Rachel Whitmarsh", "see r*whitmarsh", "")]
    [InlineData("Rachel Whitmarsh", "see r+whitmarsh", "")]
    [InlineData("Rachel Whitmarsh", "r.whitmarsh", "initial: r.whitmarsh")]
    [InlineData("Rachel Whitmarsh", "RWhitmarsh", "")]
    public void Names_are_found_inside_longer_words(string name, string text, string hits) => Assert.Equal(hits, Guarded.Find(text, name));

    [Theory]
    [InlineData("Шолакат Петросян", "Шолакат Пет.ро.сян", "joined: Шолакат Пет.ро.сян")]
    [InlineData("Шолакат Петросян", "Шолакат П.е.т.ро.сян", "joined: Шолакат П.е.т.ро.сян")]
    [InlineData("Шолакат Петросян", "Шолакат Пе.т.р.о.с.ян", "")]
    [InlineData("Шолакат Петросян", "Шолакат Петро-\nсян", "joined: Шолакат Петро-\nсян")]
    [InlineData("Шолакат Петросян", "Шолакат Петро‐\nсян", "joined: Шолакат Петро‐\nсян")]
    [InlineData("Шолакат Петросян", "Шолакат Петро֊\nсян", "joined: Шолакат Петро֊\nсян")]
    [InlineData("Шолакат Петросян", "Шолакат Петро- сян", "")]
    [InlineData("Шолакат Петросян", "Шолакат Петро сян", "spaced_out: Шолакат Петро сян")]
    [InlineData("Шолакат Петросян", "Шолакат Петро   сян", "spaced_out: Шолакат Петро   сян")]
    [InlineData("Шолакат Петросян", "Шолакат Петро    сян", "")]
    [InlineData("Шолакат Петросян", "Шолакат Пет ро сян", "")]
    [InlineData("Шолакат Петросян", "Шолакат П етросян", "")]
    [InlineData("Шолакат Петросян", "Шолакат Петрося н", "")]
    [InlineData("Шолакат Петросян", "Шолакат Петро, сян", "")]
    [InlineData("Жемчугова", "Жемчу гова", "spaced_out: Жемчу гова")]
    [InlineData("Петросян", "Петро сян", "spaced_out: Петро сян")]
    [InlineData("Петросы", "Петро сы", "")]
    public void A_word_in_pieces_is_put_together(string name, string text, string hits) => Assert.Equal(hits, Guarded.Find(text, name));

    [Theory]
    [InlineData("Анна Жемчугова", "Анна Жемчуг0ва", "digits_as_letters: Анна Жемчуг0ва")]
    [InlineData("Анна Жемчугова", "@нна Жемчугова", "digits_as_letters: @нна Жемчугова")]
    [InlineData("Анна Жемчугова", "Анна Жемчугова1987", "exact: Анна Жемчугова")]
    [InlineData("Анна Жемчугова", "Анна 2Жемчуг0ва7", "digits_as_letters: Анна 2Жемчуг0ва")]
    [InlineData("Анна Жемчугова", "Анна 22Жемчуг0ва77", "digits_as_letters: Анна 22Жемчуг0ва")]
    [InlineData("Анна Жемчугова", "Анна @Жемчуг0ва", "digits_as_letters: Анна @Жемчуг0ва")]
    [InlineData("Анна Жемчугова", "AннaЖемчуг0вa", "digits_as_letters: AннaЖемчуг0вa")]
    [InlineData("Лев", "Л3в", "digits_as_letters: Л3в")]
    public void Figures_pass_for_letters(string name, string text, string hits) => Assert.Equal(hits, Guarded.Find(text, name));

    [Fact]
    [Trait("Requirement", "LGD-05")]
    public void A_word_without_end_is_passed_over()
    {
        var word = new string('ж', 48);

        Assert.Equal($"exact: {word}", Guarded.Find(word, word));
        Assert.Equal("", Guarded.Find(word + "ж", word));
    }
}
