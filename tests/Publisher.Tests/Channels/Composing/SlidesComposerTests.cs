using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Tests.Channels.Templates;

namespace Publisher.Tests.Channels.Composing;

public sealed class SlidesComposerTests
{
    private const string Body =
        "Жители двух посёлков встретились впервые за 30 лет и решили, что будут вместе чинить мост.\n\n"
        + "Сначала молчали. Потом кто-то поставил чайник.\n\nЧерез час говорили все сразу. Расходились уже в темноте.";

    [Fact]
    public async Task A_piece_with_photos_becomes_slides_title_and_description()
    {
        var content = Composing.WithPhotos(Composing.Piece(body: Body), 2) with { Byline = "Редакция" };

        var ready = await Composing.ReadyAsync(content, SampleNetworks.TikTok);

        var part = Assert.Single(ready.Variant.Parts);
        Assert.Equal("Мост, который чинили вдвоём", part.Title);
        Assert.Equal("Жители двух посёлков встретились впервые за 30 лет.\n\n#мир #вместечиним", part.Text);
        Assert.Null(part.Link);
        Assert.Equal(5, part.Files.Count);
        Assert.All(part.Files, file => Assert.Equal(("image/jpeg", 1080, 1920), (file.MediaType, file.Width, file.Height)));
        Assert.Equal(part.Files.Select(file => file.Sha256), ready.Files.Select(file => file.Sha256));
        Assert.NotEmpty(ready.Variant.Template);
        Assert.Empty(ready.Warnings);
    }

    [Fact]
    [Trait("Requirement", "SLD-11")]
    public async Task The_alternative_text_of_a_slide_is_its_text_and_that_of_its_photo()
    {
        var content = Composing.WithPhotos(Composing.Piece(summary: null, body: "Это **наш** мост."), 1);

        var files = (await Composing.ReadyAsync(content, SampleNetworks.TikTok)).Variant.Parts[0].Files;

        Assert.Equal(["Мост, который чинили вдвоём\nФото 1", "Это наш мост.\nФото 1"], files.Select(file => file.Alt));
    }

    [Fact]
    public async Task The_same_piece_gives_the_same_variant_and_the_same_bytes()
    {
        var content = Composing.WithPhotos(Composing.Piece(body: Body), 1);
        var settings = new Dictionary<string, string>();

        var first = await Composing.ReadyAsync(content, SampleNetworks.TikTok);
        var second = await Composing.ReadyAsync(content, SampleNetworks.TikTok);

        Assert.Equal(VariantHash.Of(first.Variant, settings), VariantHash.Of(second.Variant, settings));
    }

    [Fact]
    public async Task A_template_that_changed_is_another_hash_even_where_no_pixel_and_no_version_did()
    {
        using var before = new TemplateFolder().Add("dawn");
        using var after = new TemplateFolder().Add("dawn", ("a deep blue card", "a card of deep blue"));
        var settings = new Dictionary<string, string> { ["template"] = "dawn" };
        var channel = Composing.Channel(SampleNetworks.TikTok) with { Settings = settings };

        var first = await Composing.ReadyAsync(Composing.Piece(body: Body), SampleNetworks.TikTok, channel, before.Open());
        var second = await Composing.ReadyAsync(Composing.Piece(body: Body), SampleNetworks.TikTok, channel, after.Open());

        Assert.Equal(first.Files.Select(file => file.Sha256), second.Files.Select(file => file.Sha256));
        Assert.NotEqual(VariantHash.Of(first.Variant, settings), VariantHash.Of(second.Variant, settings));
    }

    [Fact]
    public async Task A_template_that_is_gone_is_a_problem_and_not_another_look()
    {
        var channel = Composing.Channel(SampleNetworks.TikTok) with { Settings = new Dictionary<string, string> { ["template"] = "dawn" } };

        var problem = await Composing.ProblemAsync(Composing.Piece(body: Body), SampleNetworks.TikTok, channel);

        Assert.Equal(("unknown_value", "settings.template"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task Photos_that_no_slide_shows_are_told()
    {
        var ready = await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(body: "Это наш мост."), 6), SampleNetworks.TikTok);

        Assert.Equal(
            ("images_dropped", $"The piece has 6 pictures; its {ready.Files.Count} slides show the first {ready.Files.Count}."),
            (ready.Warnings.Single().Code, ready.Warnings.Single().Message)
        );
    }

    [Fact]
    public async Task Without_photos_the_slides_are_cards()
    {
        var ready = await Composing.ReadyAsync(Composing.Piece(body: Body), SampleNetworks.TikTok);

        Assert.Equal(5, ready.Files.Count);
    }

    [Fact]
    public async Task An_address_on_a_slide_is_warned_of_where_the_network_forbids_it()
    {
        var ready = await Composing.ReadyAsync(Composing.Piece(summary: null, body: "Пишите @most_example."), SampleNetworks.TikTok);

        Assert.Equal("link_on_slide", Assert.Single(ready.Warnings).Code);
    }

    [Fact]
    public async Task A_long_title_without_slides_of_its_own_is_a_problem()
    {
        var problem = await Composing.ProblemAsync(Composing.Piece(title: new string('о', 61)), SampleNetworks.TikTok);

        Assert.Equal(("hook_too_long", "texts.ru.title"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task A_photo_that_cannot_be_decoded_is_named()
    {
        var content = Composing.Piece(body: Body) with { Media = [new ContentMedia("m_broken", new Dictionary<string, string>())] };

        var problem = await Composing.ProblemAsync(content, SampleNetworks.TikTok);

        Assert.Equal(("corrupt_image", "media[0]"), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("50+", true)]
    [InlineData("55-70", true)]
    [InlineData("16-24", false)]
    [InlineData("25+", false)]
    [InlineData(null, false)]
    [InlineData("adults", false)]
    public void Large_type_is_for_bands_that_begin_at_50(string? band, bool isLarge) => Assert.Equal(isLarge, AgeBand.IsLargeType(band));
}
