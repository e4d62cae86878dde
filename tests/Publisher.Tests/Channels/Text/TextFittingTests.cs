using System.Globalization;
using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class TextFittingTests
{
    [Theory]
    [InlineData(100, "Сначала молчали. Потом кто-то поставил чайник.")]
    [InlineData(46, "Сначала молчали. Потом кто-то поставил чайник.")]
    [InlineData(45, "Сначала молчали.")]
    [InlineData(16, "Сначала молчали.")]
    [InlineData(15, "Сначала…")]
    [InlineData(5, "Снач…")]
    [InlineData(0, "")]
    public void It_cuts_at_a_sentence_then_at_a_word(int limit, string expected) =>
        Assert.Equal(expected, TextFitting.Cut("Сначала молчали. Потом кто-то поставил чайник.", Graphemes(limit), "ru"));

    [Fact]
    public void An_address_is_kept_whole_or_left_out()
    {
        Assert.Equal("Читайте…", TextFitting.Cut("Читайте https://most.example/dlinnyj/put", Graphemes(25), "ru"));
    }

    [Theory]
    [InlineData("#несколькослов")]
    [InlineData("@newsroom@mastodon.example")]
    [InlineData("most.example/plan")]
    [InlineData("desk@most.example")]
    public void A_handle_a_hashtag_and_a_bare_address_are_kept_whole_or_left_out(string word)
    {
        Assert.Equal("Это…", TextFitting.Cut($"Это {word} тут", Graphemes(12), "ru"));
        Assert.Equal("", TextFitting.Cut($"{word} тут", Graphemes(12), "ru"));
    }

    [Fact]
    public void The_limit_in_bytes_counts_too()
    {
        var cut = TextFitting.Cut("мост мост мост", new TextMeasure(CountUnit.Graphemes, 300, LimitBytes: 20), "ru");

        Assert.Equal("мост мост…", cut);
    }

    /// <summary>Found by the property below: X's addresses begin and end elsewhere once the letters beside them are cut away.</summary>
    [Theory]
    [InlineData("=cbt.Pb)@o@\"Btej)Vs%^_^>},:fbWxkp:MQ1iUc+ wNVdhV6EA\"M;^", 55)]
    [InlineData("a most.amx@o b c d e f g h", 12)]
    public void What_counts_as_an_address_is_counted_in_the_text_as_cut(string text, int limit)
    {
        var measure = new TextMeasure(CountUnit.Weighted, limit, UrlLength: 23, ShortMentions: true);

        Assert.True(measure.Fits(TextFitting.Cut(text, measure, "ru")));
    }

    [Fact]
    public void Whatever_the_text_the_cut_fits_and_tears_no_grapheme_no_address_no_handle_and_no_hashtag() =>
        Gen.Select(RandomMarkdown.Gen, Gen.Int[0, 60], Gen.Enum<CountUnit>(), Gen.Bool, Gen.Bool, Gen.Bool)
            .Sample(
                (markdown, limit, unit, hasUrlLength, hasBytes, hasShortMentions) =>
                {
                    var text = CleanText.Of(markdown);
                    var measure = new TextMeasure(unit, limit, hasBytes ? limit * 2 : null, hasUrlLength ? 23 : null, hasShortMentions);

                    var cut = TextFitting.Cut(text, measure, "ru");

                    Assert.True(measure.Fits(cut), $"«{cut}» does not fit {measure}.");
                    var kept = cut.EndsWith('…') && !text.StartsWith(cut, StringComparison.Ordinal) ? cut[..^1] : cut;
                    Assert.StartsWith(kept, text, StringComparison.Ordinal);
                    Assert.Contains(kept.Length, StringInfo.ParseCombiningCharacters(text).Append(text.Length));
                    Assert.DoesNotContain(WholeSpans.Find(text), span => span.Start < kept.Length && kept.Length < span.End);
                },
                iter: 5_000
            );

    private static TextMeasure Graphemes(int limit) => new(CountUnit.Graphemes, limit);
}
