using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed partial class TelegraphNodesTests
{
    private static readonly string[] Tags =
    [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "ul",
    ];

    [Fact]
    public void Armenian_stands_unescaped_in_the_allowed_tags()
    {
        var page = Assert.Single(Pages(MarkdownSamples.Armenian));

        Assert.StartsWith(
            """[{"tag":"h3","children":["Կամուրջը"]},{"tag":"p","children":["Երկու գյուղի բնակիչները ",{"tag":"strong","children":["հանդիպեցին"]},"։ Ինչո՞ւ հիմա։"]},{"tag":"ol","children":[{"tag":"li","children":["Քար"]},{"tag":"li","children":["Փայտ"]}]}""",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Emoji_are_not_escaped_and_a_typed_escape_stays_typed() =>
        Assert.Equal(
            """[{"tag":"p","children":["Мост 🌉 \\uD83C\\uDF09 👩‍👩‍👧"]}]""",
            Assert.Single(Pages("""Мост 🌉 \uD83C\uDF09 👩‍👩‍👧"""))
        );

    [Fact]
    public void A_text_over_the_limit_becomes_pages_that_lead_on_and_lose_nothing()
    {
        var body = string.Join("\n\n", Enumerable.Range(1, 3_000).Select(number => $"Абзац {number}: сначала молчали, потом говорили."));

        var pages = Pages(body);

        Assert.InRange(pages.Count, 3, 8);
        Assert.All(pages, page => Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 60_000));
        Assert.All(pages.SkipLast(1), page => Assert.Contains("{\"href\":\"{{page}}\"}", page, StringComparison.Ordinal));
        Assert.DoesNotContain("{{page}}", pages[^1], StringComparison.Ordinal);
        var text = string.Concat(pages.Select(Visible));
        Assert.All(Enumerable.Range(1, 3_000), number => Assert.Contains($"Абзац {number}:", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", " ")]
    [InlineData("- ", " ")]
    [InlineData("> ", " ")]
    [InlineData("- раз\n- ", "\n- ")]
    [InlineData("```\n", "\n")]
    public void A_single_block_over_the_limit_is_taken_apart(string start, string separator)
    {
        var pages = Pages(start + string.Join(separator, Enumerable.Repeat("Сначала молчали, потом говорили.", 3_000)));

        Assert.All(pages, page => Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 60_000));
        Assert.Equal(3_000, string.Concat(pages.Select(Visible)).Split("молчали").Length - 1);
    }

    [Fact]
    public void Footnotes_are_paragraphs_at_the_end() =>
        Assert.Equal(
            """[{"tag":"p","children":["Мост[1]."]},{"tag":"p","children":["[1] О мосте."]}]""",
            Assert.Single(Pages("Мост[^1].\n\n[^1]: О мосте."))
        );

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_every_node_is_allowed_every_page_fits_and_it_reads_back_as_it_was() =>
        RandomMarkdown
            .Gen.Array[1, 8]
            .Sample(
                pieces =>
                {
                    var text = MarkdownText.Parse(string.Join("\n\n", pieces));

                    var pages = TelegraphNodes.Pages(text.Blocks, "ru", 1_500);

                    Assert.All(pages, page => Assert.InRange(Encoding.UTF8.GetByteCount(page), 2, 1_500));
                    Assert.Equal(Letters(FlowWriter.Write(text).Visible), Letters(string.Concat(pages.Select(Read))));
                },
                iter: Depth.Cases
            );

    private static string Read(string page)
    {
        using var json = JsonDocument.Parse(page);
        Assert.All(json.RootElement.EnumerateArray().ToList(), Check);
        return LinkOn().Replace(Visible(page), "");
    }

    /// <summary>Blanks, marks of lists and the numbers of their items are the target's own.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    [GeneratedRegex("[0-9]+/[0-9]+ →$")]
    private static partial Regex LinkOn();

    private static IReadOnlyList<string> Pages(string markdown) => TelegraphNodes.Pages(MarkdownText.Parse(markdown), "ru");

    private static void Check(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.String)
        {
            return;
        }

        Assert.Contains(node.GetProperty("tag").GetString(), Tags);
        if (node.TryGetProperty("attrs", out var attributes))
        {
            Assert.Matches("^(https?://|{{page}}$)", Assert.Single(attributes.EnumerateObject().ToList()).Value.GetString()!);
        }

        if (node.TryGetProperty("children", out var children))
        {
            Assert.All(children.EnumerateArray().ToList(), Check);
        }
    }

    private static string Visible(string page)
    {
        using var json = JsonDocument.Parse(page);
        return string.Concat(json.RootElement.EnumerateArray().Select(Visible));
    }

    private static string Visible(JsonElement node) =>
        node.ValueKind == JsonValueKind.String ? node.GetString()!
        : node.TryGetProperty("children", out var children) ? string.Concat(children.EnumerateArray().Select(Visible))
        : "";
}
