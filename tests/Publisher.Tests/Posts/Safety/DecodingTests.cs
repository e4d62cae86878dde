using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class DecodingTests
{
    [Theory]
    [InlineData("%D0%90", "А")]
    [InlineData("a%20b", "a b")]
    [InlineData("%41", "A")]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%D0", "%D0")]
    [InlineData("%D0x%90", "%D0x%90")]
    [InlineData("%D0%90%D0%91%D0%92", "АБВ")]
    [InlineData("%F0%9F%8C%B8a", "🌸a")]
    [InlineData("%D0%90x", "Аx")]
    public void Percent_codes_are_letters(string text, string read) => Assert.Equal(read, Decoded(text));

    [Theory]
    [InlineData("&#1040;", "А")]
    [InlineData("&#x410;б", "Аб")]
    [InlineData("&amp;#1040;", "&#1040;")]
    [InlineData("&eacute;t&eacute;", "été")]
    [InlineData("a & b; c", "a & b; c")]
    [InlineData("&; &", "&; &")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("&zzz;", "&zzz;")]
    [InlineData("&#00000001040;", "&#00000001040;")]
    [InlineData("&#000001040;", "А")]
    public void Entities_are_letters_and_resolved_once(string text, string read) => Assert.Equal(read, Decoded(text));

    [Theory]
    [InlineData("Жем<b>чуг", "Жем•чуг")]
    [InlineData("a</i>b", "a•b")]
    [InlineData("a<br>b", "a\nb")]
    [InlineData("a<BR/>b", "a\nb")]
    [InlineData("a</p>b", "a\nb")]
    [InlineData("a</div>b<li>c", "a\nb\nc")]
    [InlineData("a<h1>b</h2>c<h3>d<h4>e<td>f<tr>g", "a\nb\nc\nd\ne\nf\ng")]
    [InlineData("a<!-- x-->b", "a•b\n!-- x--")]
    [InlineData("a < b > c", "a < b > c")]
    [InlineData("1<2>3", "1<2>3")]
    [InlineData("<>", "<>")]
    [InlineData("a<b", "a<b")]
    [InlineData("<b<i>", "<b•")]
    [InlineData("<a title=\"А Б\">", "•\na title=\"А Б\"")]
    [InlineData("<a b=%D0%90 c><i d=e f>", "••\na b=А c\ni d=e f")]
    public void A_tag_divides_nothing_but_a_block_and_its_words_are_read_last(string text, string read) =>
        Assert.Equal(read, Decoded(text));

    [Theory]
    [InlineData("\\u0410", "А")]
    [InlineData("\\u0410б", "Аб")]
    [InlineData("\\u041", "\\u041")]
    [InlineData("\\u04zz", "\\u04zz")]
    [InlineData("a\\nb\\rc\\td", "a\nb\nc\nd")]
    [InlineData("a\\*b\\_c", "a*b_c")]
    [InlineData("a\\bc", "a\\bc")]
    [InlineData("a\\", "a\\")]
    [InlineData("\\n", "\n")]
    public void Escapes_are_what_they_escape(string text, string read) => Assert.Equal(read, Decoded(text));

    [Theory]
    [InlineData("x%D0%90y", "x0-1 А1-7 y7-8")]
    [InlineData("x&#1040;y", "x0-1 А1-8 y8-9")]
    [InlineData("x&zz;y", "x0-1 &1-2 z2-3 z3-4 ;4-5 y5-6")]
    [InlineData("x\\u0410y", "x0-1 А1-7 y7-8")]
    [InlineData("x\\ny", "x0-1 \n1-3 y3-4")]
    [InlineData("x\\*y", "x0-1 *2-3 y3-4")]
    [InlineData("x<b>y", "x0-1 •1-4 y4-5")]
    [InlineData("<a b>", "•0-5 \n1-1 a1-2  2-3 b3-4")]
    public void Each_letter_knows_the_code_it_came_from(string text, string read) =>
        Assert.Equal(read, Decoding.ReadingsOf(text).ElementAt(1).ReadWithPlaces());

    [Fact]
    public void A_tag_may_be_long_but_not_endless()
    {
        var longest = new string('x', 1_999);

        Assert.Equal("•", Decoded($"<{longest}>"));
        Assert.Equal($"<x{longest}>", Decoded($"<x{longest}>"));
    }

    [Theory]
    [InlineData("слово", new[] { "слово" })]
    [InlineData("%41", new[] { "%41", "A" })]
    [InlineData("\u202Eab", new[] { "\u202Eab", "•ba•" })]
    [InlineData("\u202E%41b", new[] { "\u202E%41b", "\u202EAb", "•bA•" })]
    [InlineData("&#8238;ab", new[] { "&#8238;ab", "\u202Eab", "•ba•" })]
    public void A_text_is_read_as_it_stands_then_decoded_then_turned(string text, string[] readings) =>
        Assert.Equal(readings, Decoding.ReadingsOf(text).Select(reading => reading.Read()));

    private static string Decoded(string text) => Decoding.ReadingsOf(text).ElementAt(1).Read();
}
