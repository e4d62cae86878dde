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
}
