using Publisher.Channels;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class TextCounterTests
{
    [Theory]
    [InlineData("мост", 4, 4, 4, 8)]
    [InlineData("ինչո՞ւ", 6, 6, 6, 12)]
    [InlineData("👩‍👩‍👧‍👦", 7, 11, 1, 25)]
    [InlineData("e\u0301", 2, 2, 1, 3)]
    public void Each_network_counts_its_own_way(string text, int codePoints, int utf16, int graphemes, int bytes)
    {
        Assert.Equal(codePoints, TextCounter.Count(text, CountUnit.CodePoints));
        Assert.Equal(utf16, TextCounter.Count(text, CountUnit.Utf16Units));
        Assert.Equal(graphemes, TextCounter.Count(text, CountUnit.Graphemes));
        Assert.Equal(bytes, TextCounter.Count(text, CountUnit.Utf8Bytes));
    }

    [Theory]
    [InlineData("см. https://most.example/a/very/long/path/that/goes/on, да", 4 + 23 + 4)]
    [InlineData("(https://a.example)", 1 + 23 + 1)]
    [InlineData("https://a.example https://b.example", 23 + 1 + 23)]
    [InlineData("xhttps://a.example", 18)]
    public void An_address_counts_23_where_the_network_says_so(string text, int expected) =>
        Assert.Equal(expected, TextCounter.Count(text, CountUnit.Graphemes, 23));

    [Theory]
    [InlineData("This is a test.", 15)]
    [InlineData("мост", 4)]
    [InlineData("ხიდი ինչո՞ւ پل", 14)]
    [InlineData("저찀쯿쿿", 8)]
    [InlineData("のの", 4)]
    [InlineData("H🐱☺👨‍👩‍👧‍👦", 7)]
    [InlineData("🇦🇲", 2)]
    [InlineData("👋🏽", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("№ …", 5)]
    [InlineData("«“—”»", 5)]
    [InlineData("e\u0301", 1)]
    [InlineData("", 0)]
    public void X_weighs_by_script_and_an_emoji_as_two(string text, int expected) =>
        Assert.Equal(expected, TextCounter.Count(text, CountUnit.Weighted, 23));

    [Theory]
    [InlineData("http://test.com", 23)]
    [InlineData("https://test.com", 23)]
    [InlineData("test.com", 23)]
    [InlineData("Test https://test.com test https://test.com test.com test", 86)]
    [InlineData("t.co/a, foo.co.jp", 23 + 2 + 23)]
    [InlineData("write to me@test.com", 20)]
    [InlineData("@test.com", 9)]
    [InlineData("3.14 and Go on.And", 12 + 23)]
    public void X_counts_an_address_as_23_with_or_without_its_scheme(string text, int expected) =>
        Assert.Equal(expected, TextCounter.Count(text, CountUnit.Weighted, 23));

    [Theory]
    [InlineData("мост", 4)]
    [InlineData("ок 👍", 3 + 4)]
    [InlineData("👩‍👩‍👧‍👦", 25)]
    [InlineData("☕", 3)]
    [InlineData("№", 1)]
    [InlineData("1️⃣", 7)]
    public void Threads_counts_an_emoji_by_its_bytes(string text, int expected) =>
        Assert.Equal(expected, TextCounter.Count(text, CountUnit.EmojiAsUtf8Bytes));

    [Theory]
    [InlineData("See @news@most.example, now", 4 + 5 + 5)]
    [InlineData("See @news, now", 14)]
    [InlineData("me@news@most.example", 20)]
    [InlineData("https://most.example/@news@other.example", 23)]
    public void Mastodon_counts_only_the_name_of_a_handle_on_another_server(string text, int expected) =>
        Assert.Equal(expected, new TextMeasure(CountUnit.Graphemes, 500, UrlLength: 23, ShortMentions: true).Count(text));
}
