using System.Text.RegularExpressions;
using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed partial class BareAddressesTests
{
    [Theory]
    [InlineData("Read news.example today.", "news.example")]
    [InlineData("See news.example/a/b.html.", "news.example/a/b.html")]
    [InlineData("(www.news.example/?q=1&p=2)", "www.news.example/?q=1&p=2")]
    [InlineData("editor@news.example", "")]
    [InlineData("Versions 1.2 and e.g. this", "")]
    [InlineData("Слово.example", "")]
    [InlineData("a.bc-d.ef, then gh.ij", "a.bc-d.ef gh.ij")]
    public void An_address_without_a_scheme_is_found(string text, string expected) => Assert.Equal(expected, Found(text));

    /// <summary>The pattern says what an address is, and takes a second for texts that were made to slow it.</summary>
    [Fact]
    public void It_finds_what_the_pattern_describes() =>
        Gen.Char["ab1.-/_@#é ?=\u200D"]
            .Array[0, 24]
            .Select(letters => new string(letters))
            .Sample(
                text => Assert.Equal(string.Join(' ', Described().Matches(text).Select(match => match.Value)), Found(text)),
                iter: Depth.Cases
            );

    private static string Found(string text) => string.Join(' ', BareAddresses.Find(text).Select(span => text[span.Start..span.End]));

    private const string Domain =
        @"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*\.[a-zA-Z]{2,24}";

    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\p{N}\p{Cf}_@#$&/.-])" + Domain + @"(?:/[a-zA-Z0-9/_.~%?=&#+-]*[a-zA-Z0-9/_~=+-]|/)?(?![a-zA-Z0-9_@])"
    )]
    private static partial Regex Described();
}
