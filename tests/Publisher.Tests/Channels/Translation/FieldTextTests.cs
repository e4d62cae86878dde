using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Publisher.Channels.Text;
using Publisher.Channels.Translation;
using Publisher.Tests.Channels.Text;

namespace Publisher.Tests.Channels.Translation;

public sealed class FieldTextTests
{
    private static readonly string[] _names = ["Araz", "Nino K.", "Öz Küçük"];

    private static readonly string[] _figures = ["12,5 %", "5 000 km", "€40"];

    private static readonly string[] _protected =
    [
        "Araz",
        "Nino K.",
        "https://most.example/a?b=1&c=2",
        "www.most.example/path",
        "t.me/most",
        "desk@most.example",
        "@most_news",
        "@most@social.example",
        "#мир_дом",
        "#peace",
        .. _figures,
    ];

    [Theory]
    [InlineData(
        "# Bridges\n\nTwo **towns** mend a [bridge](https://most.example/x \"map\").\n\n- one\n- `two` and _three_\n\n> quoted\n> twice"
    )]
    [InlineData("| River | Towns |\n|---|---|\n| Aras | two *old* ones |")]
    [InlineData("First line  \nSecond line\\\nThird line\n\n1. one\n2. two\n\n```\nnot words\n```")]
    [InlineData("A bridge[^1] of two[^b] towns.\n\n[^1]: Seen on a map.\n[^b]: Both on the river.")]
    [InlineData("![A bridge](https://most.example/i.jpg)\n\n[Bridge][map] and [map]\n\n[map]: https://most.example/map")]
    public void Markdown_keeps_its_structure(string markdown)
    {
        var text = new BodyText(markdown, new ProtectedSpans([]));

        var translated = text.Join(Answers(text, words => words.ToUpperInvariant()));

        Assert.NotNull(translated);
        Assert.Equal(Shape(markdown.ToUpperInvariant().Replace('_', '*')).ToUpperInvariant(), Shape(translated).ToUpperInvariant());
        Assert.DoesNotContain(
            text.Segments.SelectMany(parts => parts).OfType<SegmentPart.Words>(),
            words => words.Text.Contains("example", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Words_that_look_like_Markdown_are_written_as_words()
    {
        var text = new BodyText("Bridges\n\nSee [map](https://most.example/m)", new ProtectedSpans([]));

        var translated = text.Join(["# 1. *Bridges* | [x] &lt;b&gt;", "Now!<g id=\"1\">a_b</g>"]);

        Assert.NotNull(translated);
        Assert.Equal("# 1. *Bridges* | [x] <b>\nNow! a_b", Plain(translated).Replace("Now!a", "Now! a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lost", "the bridge")]
    [InlineData("doubled", "<x id=\"1\" translate=\"no\">1</x> the bridge <x id=\"1\" translate=\"no\">1</x>")]
    [InlineData("renumbered", "<x id=\"2\" translate=\"no\">2</x> the bridge")]
    [InlineData("filled with words", "<x id=\"1\" translate=\"no\">Araz and others</x> the bridge")]
    [InlineData("unclosed", "<x id=\"1\" translate=\"no\">1 the bridge")]
    [InlineData("beside an invented address", "<x id=\"1\" translate=\"no\">1</x> the bridge https://other.example/x")]
    [InlineData("beside an invented handle", "<x id=\"1\" translate=\"no\">1</x> the bridge @other")]
    [InlineData("beside a strange tag", "<x id=\"1\" translate=\"no\">1</x> the <b>bridge</b>")]
    public void A_mark_that_is_not_there_exactly_once_spoils_the_field(string how, string answer)
    {
        var text = new LineText("Araz mends the bridge", new ProtectedSpans(_names));

        Assert.True(text.Join([answer]) is null, how);
    }

    [Fact]
    public void A_mark_that_lost_its_space_gets_one_again()
    {
        var text = new LineText("For #peace we mend, says @most_news.", new ProtectedSpans([]));

        Assert.Equal(
            "Мы чиним #peace ради, @most_news говорит.",
            text.Join(["Мы чиним<x id=\"1\"/>ради, <x id='2' translate=\"no\"> 2 </x>говорит."])
        );
    }

    /// <summary>Whatever a translator does, what is protected is in the draft as often as in the source, or there is no draft.</summary>
    [Fact]
    public void What_is_protected_comes_back_exactly_once_or_not_at_all()
    {
        var sources = OneOf([
            .. _protected,
            "the bridge",
            "**two towns**",
            "[the map](https://most.example/m)",
            "и мост",
            "`code`",
            "\n\n- ",
            ", ",
            ". ",
        ])
            .Array[1, 14]
            .Select(pieces => string.Join(' ', pieces));
        Gen.Select(sources, Gen.Int[0, 7], Gen.Int[0, 1_000_000])
            .Sample(
                (source, mischief, seed) =>
                {
                    var text = new BodyText(source, new ProtectedSpans(_names));
                    var draft = text.Join(Spoilt(text, mischief, seed));
                    if (draft is not null)
                    {
                        // A translator may write a figure of its own where there was a number in words.
                        Assert.All(
                            _protected.Where(one => !_figures.Contains(one) || source.Contains(one, StringComparison.Ordinal)),
                            one => Assert.Equal(Count(source, one), Count(draft, one))
                        );
                    }
                    else
                    {
                        Assert.True(mischief is not 0, $"An honest translation was refused: {source}");
                    }
                },
                iter: 2_000
            );
    }

    /// <summary>A translator that changes nothing changes nothing that readers see. What cannot be put together again is refused, and is rare.</summary>
    [Fact]
    public void Any_Markdown_reads_the_same_after_a_translator_that_changes_nothing()
    {
        var (made, refused) = (0, 0);
        RandomMarkdown.Gen.Sample(
            source =>
            {
                var text = new BodyText(source, new ProtectedSpans(_names));
                if (text.Join(Answers(text, words => words)) is not { } same)
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref made);
                Assert.Equal(Letters(source), Letters(same));
            },
            iter: 5_000
        );

        Assert.True(refused < made / 10, $"{refused} refused, {made} made");
    }

    [Fact]
    public void No_protected_word_is_sent() =>
        OneOf([.. _protected, "the bridge", "**two**"])
            .Array[1, 10]
            .Sample(pieces =>
            {
                var text = new BodyText(string.Join(" and ", pieces), new ProtectedSpans(_names));

                var sent = string.Join('\n', text.Segments.Select(MarkedText.Write));

                Assert.All(_protected, one => Assert.DoesNotContain(one, WebUtility.HtmlDecode(sent), StringComparison.Ordinal));
            });

    private static Gen<string> OneOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]);

    private static int Count(string text, string one) => text.Split(one).Length - 1;

    private static List<string> Answers(FieldText text, Func<string, string> translate) =>
        [
            .. text.Segments.Select(parts =>
                MarkedText.Write([
                    .. parts.Select(part => part is SegmentPart.Words(var words) ? new SegmentPart.Words(translate(words)) : part),
                ])
            ),
        ];

    /// <summary>0: honest. Else: marks lost, doubled, swapped, renumbered; words invented, glued, or the whole thrown about.</summary>
    private static List<string> Spoilt(FieldText text, int mischief, int seed)
    {
        var random = new Random(seed);
        string Invent() => _protected[random.Next(_protected.Length)];
        return
        [
            .. Answers(text, static words => words.ToUpperInvariant())
                .Select(answer =>
                    mischief switch
                    {
                        0 => answer,
                        1 => answer
                            .Replace(" ", "", StringComparison.Ordinal)
                            .Replace("<xid", "<x id", StringComparison.Ordinal)
                            .Replace("\"translate", "\" translate", StringComparison.Ordinal),
                        2 => $"{answer} {Invent()}",
                        3 => answer + answer,
                        4 => answer.Replace(
                            "id=\"1\"",
                            $"id=\"{random.Next(4).ToString(CultureInfo.InvariantCulture)}\"",
                            StringComparison.Ordinal
                        ),
                        5 => answer[random.Next(answer.Length)..],
                        6 => new StringBuilder(answer).Insert(random.Next(answer.Length), "<x id=\"1\"/>").ToString(),
                        _ => string.Join(' ', answer.Split(' ').OrderBy(_ => random.Next())),
                    }
                ),
        ];
    }

    private static string Shape(string markdown) => string.Join('\n', MarkdownShape.Of(MarkdownText.ReadPlaces(markdown)));

    private static string Letters(string markdown) => string.Concat(Plain(markdown).Where(letter => !char.IsWhiteSpace(letter)));

    private static string Plain(string markdown) =>
        string.Join('\n', MarkdownText.Parse(markdown).Blocks.Select(block => FlowWriter.Write([block]).Visible));
}
