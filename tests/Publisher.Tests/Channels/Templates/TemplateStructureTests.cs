using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Channels.Templates;

/// <summary>What every shipped template makes of a deck in each script, told as text: sizes, boxes, lines and colours.</summary>
public sealed class TemplateStructureTests
{
    private static readonly string Golden = Path.Combine(
        Repository.Root,
        "tests/Publisher.Tests/Channels/Templates/TemplateStructure.golden.txt"
    );

    private static readonly string Actual = Path.Combine(Repository.Root, "artifacts/TemplateStructure.actual.txt");

    /// <summary>
    /// Lines that differ are what a change of template, type or line breaking does to slides. Compare the two files, look at the slides,
    /// and copy the actual one over the golden one when they are as they should be.
    /// </summary>
    [Fact]
    [Trait("Requirement", "SLD-10")]
    public void SLD_10_every_template_sets_every_script_as_it_is_written_down()
    {
        _ = Pictures.Library;
        string[] records = [.. Records()];
        File.WriteAllLines(Actual, records);

        Assert.Equal(File.ReadAllLines(Golden), records);
    }

    [Fact]
    [Trait("Requirement", "SLD-10")]
    public void SLD_10_a_slide_has_two_sizes_and_two_colours_of_text_and_no_logo_in_its_text()
    {
        foreach (var template in TemplateCatalogue.Shipped.All)
        {
            foreach (var (shape, layout) in template.Layouts)
            {
                var (logo, text) = (layout.LogoBox, layout.TextBox);
                Assert.True(logo.Bottom <= text.Top || logo.Top >= text.Bottom, $"{template.Name} {shape}: the logo lies in the text");
                Assert.InRange(layout.Type.Handle, 36, 44);
            }

            Assert.All(
                template.Palettes.Where(palette => palette.Key != SlideSurface.Photo),
                palette =>
                    Assert.All(
                        [palette.Value.Text, palette.Value.Accent],
                        ink => Assert.InRange(palette.Value.ContrastOnCard(ink), LegibleContrast.LargeType, 21)
                    )
            );
        }
    }

    [Fact]
    public void A_short_word_has_no_line_to_itself_when_a_smaller_size_of_the_template_takes_it_in()
    {
        _ = Pictures.Library;
        var deck = SampleSlides.Deck(TemplateCatalogue.Shipped.Default, SlideShape.Square, "ka");

        var text = new SlideStage(deck, SlideSurface.Card).Fit(2).Text!;

        Assert.False(text.HasLoneWord);
        Assert.Equal(60, text.Face.Size);
    }

    private static IEnumerable<string> Records() =>
        from template in TemplateCatalogue.Shipped.All
        from shape in Enum.GetValues<SlideShape>()
        from script in SampleSlides.Scripts
        from record in Records(SampleSlides.Deck(template, shape, script.Language))
        select record;

    private static IEnumerable<string> Records(SlideDeck deck)
    {
        var stages = Enum.GetValues<SlideSurface>().ToDictionary(surface => surface, surface => new SlideStage(deck, surface));
        for (var number = 0; number < deck.Slides.Count; number++)
        {
            var slide = deck.Slides[number];
            var surface = SlideSurfaces.Of(slide);
            var (text, layout) = (stages[surface].Fit(number).Text!, stages[surface].Layout);
            var lines = text.Lines.Select(line => string.Join(' ', line.Select(word => word.Text)));
            yield return $"{deck.Look.Template.Name} {deck.Shape} {deck.Language} {slide.Kind} on {surface}: "
                + $"{text.Face.Size} px {(text.Face.Bold ? "bold" : "regular")}, box {layout.TextBox.Left}–{layout.TextBox.Right} x "
                + $"{layout.TextBox.Top}–{layout.TextBox.Bottom}, {layout.Palette.Text} {layout.Palette.Accent}: {string.Join(" / ", lines)}";
        }
    }
}
