using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Tests.Channels.Templates;

public sealed class TemplateCatalogueTests
{
    [Fact]
    public void A_template_of_the_operator_stands_beside_the_shipped_ones()
    {
        using var folder = new TemplateFolder().Add("dawn", ("#FFCB5C", "#A8E6CF"));

        var templates = folder.Open();

        Assert.Equal(["dawn", "evening"], templates.All.Select(template => template.Name).Intersect(["dawn", "evening"]));
        Assert.Equal("evening", templates.Default.Name);
        Assert.Equal("#A8E6CF", templates.Find("dawn")!.Colours["card.accent"]);
    }

    [Theory]
    [InlineData("\"right\": 888", "\"right\": 1100", 9, "shapes.vertical9x16.textBox.right 1100 exceeds width 1080")]
    [InlineData(
        "\"right\": 888",
        "\"right\": 940",
        9,
        "shapes.vertical9x16.textBox.right 940 exceeds 888: apps cover what lies right of it"
    )]
    [InlineData("\"top\": 184,", "\"top\": 250,", 12, "shapes.vertical9x16.logo.bottom leaves 6 px for a logo; the least is 24")]
    [InlineData("\"bottom\": 256", "\"bottom\": 300", 12, "shapes.vertical9x16.logo.top lays the logo into textBox")]
    [InlineData("\"height\": 1920", "\"height\": 1800", 8, "shapes.vertical9x16.height 1800 must be 1920, the shape's own")]
    [InlineData("\"mostLines\": 9", "\"mostLines\": 12", 10, "shapes.vertical9x16.mostLines must be 1 to 9 lines; it is 12")]
    [InlineData("\"mostLines\": 9", "\"mostLines\": \"9\"", 10, "shapes.vertical9x16.mostLines must be a number")]
    [InlineData("\"dotsTop\": 1296", "\"dotsTop\": 1296.5", 11, "shapes.vertical9x16.dotsTop must be a whole number; it is 1296.5")]
    [InlineData("\"text\": 56", "\"text\": 40", 54, "type.text must be 56 to 122 px; it is 40")]
    [InlineData("\"arabicPitch\": 1.5,", "", 53, "type.arabicPitch is missing")]
    [InlineData("\"emoji\": 0.85", "\"emoji\": 0.85, \"emogi\": 1", 70, "type.emogi is no field; known are")]
    [InlineData("\"fill\": \"#0E1826\"", "\"fill\": \"navy\"", 35, "colours.fill must be a colour such as #1B3350")]
    [InlineData(
        "\"latin\": \"Noto Serif\"",
        "\"latin\": \"Comic Sans\"",
        47,
        "fonts[1].latin “Comic Sans” is no family that slides are set in"
    )]
    [InlineData("\"bottom\": 1248", "\"bottom\": 99999999999", 9, "shapes.vertical9x16.textBox.bottom must be 0 to 10000 px")]
    [InlineData("\"version\": \"1\"", "\"version\": 1", 3, "version must be a text of 1 to 20 characters")]
    public void A_fault_names_file_line_and_field(string old, string replacement, int line, string fault)
    {
        using var folder = new TemplateFolder().Add("dawn", (old, replacement));

        Assert.Contains(
            folder.Faults(),
            sentence => sentence.StartsWith($"dawn/template.json line {line}: {fault}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void All_faults_of_all_templates_are_told_at_once()
    {
        using var folder = new TemplateFolder()
            .Add("dawn", ("\"right\": 888", "\"right\": 1100"), ("\"step\": 4", "\"step\": 0"))
            .Add("noon", ("\"fade\": 240", "\"fade\": -1"))
            .Write("dusk", "template.json", "{\n  \"name\": \"dusk\",\n  oops\n}")
            .Write("empty", "notes.txt", "nothing");

        Assert.Equal(
            [
                "dawn/template.json line 9: shapes.vertical9x16.textBox.right 1100 exceeds width 1080",
                "dawn/template.json line 58: type.step must be 1 to 16 px; it is 0",
                "dusk/template.json line 3: this is no JSON.",
                "empty/template.json is missing.",
                "noon/template.json line 73: scrim.fade must be 40 to 600 px; it is -1",
            ],
            folder.Faults()
        );
    }

    /// <summary>Whatever a file holds, what is said of it is a list of faults.</summary>
    [Fact]
    public void A_damaged_file_is_told_and_never_stops_the_program_otherwise()
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", "evening", "template.json"));
        string[] scraps = ["{", "}", "[", "]", "null", "-1e999", "\"", "\\u00", ",", ":", "true", "\0", "99999999999", "#", "// x\n"];
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Int[0, 12], Gen.Int[0, scraps.Length - 1].Select(scrap => scraps[scrap]))
            .Sample(
                damage =>
                {
                    var (at, cut, scrap) = damage;
                    using var folder = new TemplateFolder();
                    var damaged = json.Remove(at, Math.Min(cut, json.Length - at)).Insert(at, scrap);
                    folder.Write("dawn", "template.json", damaged.Replace("\"name\": \"evening\"", "\"name\": \"dawn\""));

                    var (template, faults) = new TemplateReader(Path.Combine(folder.Directory, "dawn")).Read();

                    Assert.Equal(template is null, faults.Count > 0);
                    Assert.All(faults, fault => Assert.StartsWith("dawn/template.json line ", fault, StringComparison.Ordinal));
                },
                iter: 400,
                threads: 1
            );
    }

    [Fact]
    public void A_shipped_name_and_a_missing_folder_are_refused()
    {
        using var folder = new TemplateFolder().Add("evening");

        Assert.Contains("a template that is shipped has the name “evening”", Assert.Single(folder.Faults()), StringComparison.Ordinal);
        var missing = Assert.Throws<InvalidOperationException>(() => new TemplateCatalogue("/nowhere/at/all"));
        Assert.Contains("Imaging:TemplateDirectory /nowhere/at/all is not there", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "SLD-09")]
    [InlineData(
        "\"accent\": \"#FFCB5C\", \"top\": \"#1B3350\"",
        "\"accent\": \"#3A5A80\", \"top\": \"#1B3350\"",
        "colours.card.accent #3A5A80 has a contrast of 1.8 on the card #1B3350 to #0B1728; the least is 4.5"
    )]
    [InlineData(
        "\"photo\": { \"text\": \"#FFFFFF\"",
        "\"photo\": { \"text\": \"#202020\"",
        "colours.photo.text #202020 is too dark for photos"
    )]
    public void SLD_09_colours_that_cannot_be_read_are_refused(string old, string replacement, string fault)
    {
        using var folder = new TemplateFolder().Add("dawn", (old, replacement));

        Assert.Contains(folder.Faults(), sentence => sentence.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_change_of_a_file_changes_the_hash_even_when_the_version_stays()
    {
        const string Shapes =
            """<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1080"><rect width="1080" height="9"/></svg>""";
        using var folder = new TemplateFolder()
            .Add("dawn", ("\"fade\": 240", "\"fade\": 241"))
            .Add("noon", ("\"fade\": 240", "\"fade\": 242"))
            .Add("dusk", ("\"dotsTop\": 1008,", "\"dotsTop\": 1008, \"overlays\": { \"card\": \"a.svg\" },"))
            .Write("dusk", "a.svg", Shapes);

        var first = folder.Open();
        folder.Write("dusk", "a.svg", Shapes.Replace("9", "8"));
        var second = folder.Open();

        Assert.Equal(first.Find("dawn")!.Id, second.Find("dawn")!.Id);
        Assert.NotEqual(first.Find("dawn")!.Hash, first.Find("noon")!.Hash);
        Assert.NotEqual(first.Find("dusk")!.Id, second.Find("dusk")!.Id);
        Assert.StartsWith("dusk/1#", first.Find("dusk")!.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<text>Привет</text>", "a.svg line 2: <text> is not allowed in overlays")]
    [InlineData("<image href=\"file:///etc/hostname\"/>", "<image> is not allowed")]
    [InlineData("<use href=\"#a\"/>", "<use> is not allowed")]
    [InlineData("<script>1</script>", "<script> is not allowed")]
    [InlineData("<rect fill=\"url(http://shapes.example/x)\"/>", "fill of <rect> is not allowed")]
    [InlineData("<rect style=\"fill:red\"/>", "style of <rect> is not allowed")]
    [InlineData("<rect", "this is no XML")]
    public void An_overlay_holds_shapes_alone(string inside, string fault)
    {
        using var folder = new TemplateFolder()
            .Add("dawn", ("\"dotsTop\": 1008,", "\"dotsTop\": 1008, \"overlays\": { \"card\": \"a.svg\" },"))
            .Write("dawn", "a.svg", $"<svg xmlns=\"http://www.w3.org/2000/svg\">\n{inside}</svg>");

        Assert.Contains(fault, Assert.Single(folder.Faults()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evening/a.svg")]
    [InlineData("a.png")]
    [InlineData("gone.svg")]
    public void An_overlay_lies_in_its_template_s_own_folder(string file)
    {
        using var folder = new TemplateFolder().Add(
            "dawn",
            ("\"dotsTop\": 1008,", $"\"dotsTop\": 1008, \"overlays\": {{ \"card\": \"{file}\" }},")
        );

        Assert.Contains("shapes.square.overlays.card", Assert.Single(folder.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SLD-01")]
    public void SLD_01_shipped_templates_keep_the_sizes_and_boxes_of_every_shape()
    {
        Assert.All(
            TemplateCatalogue.Shipped.All,
            template =>
            {
                Assert.Equal(
                    [(SlideShape.Vertical9x16, 1080, 1920), (SlideShape.Portrait4x5, 1080, 1350), (SlideShape.Square, 1080, 1080)],
                    template.Shapes
                );
                Assert.Equal(new Box(120, 288, 888, 1248), template.Layouts[SlideShape.Vertical9x16].TextBox);
                Assert.Equal(new Box(84, 120, 996, 1230), template.Layouts[SlideShape.Portrait4x5].TextBox);
                Assert.Equal(new Box(84, 120, 996, 960), template.Layouts[SlideShape.Square].TextBox);
            }
        );
    }
}
