using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Channels.Composing;

namespace Publisher.Tests.Channels.Composing;

public sealed class ComposerTests
{
    [Fact]
    public void The_room_registers_it_with_all_it_needs()
    {
        using var services = new ServiceCollection().AddChannels().BuildServiceProvider();

        Assert.NotNull(services.GetService<Composer>());
    }

    [Fact]
    public async Task A_channel_never_gets_another_language()
    {
        var problem = await Composing.ProblemAsync(
            Composing.Piece(language: "hy"),
            SampleNetworks.Mastodon,
            Composing.Channel(SampleNetworks.Mastodon, "az")
        );

        Assert.Equal(new Problem("missing_language", "texts.az", "The channel speaks az; the piece has hy."), problem);
    }

    [Fact]
    public async Task A_format_the_network_has_not_is_refused_by_name()
    {
        var problem = await Composing.ProblemAsync(
            Composing.Piece(),
            SampleNetworks.Mastodon,
            Composing.Channel(SampleNetworks.Mastodon, format: Format.VerticalVideo)
        );

        Assert.Equal("format_not_supported", problem.Code);
        Assert.Contains("vertical_video", problem.Message);
        Assert.Contains("short_text", problem.Message);
    }

    [Fact]
    public async Task A_medium_that_is_not_there_is_named()
    {
        var content = Composing.Piece() with { Media = [new ContentMedia("gone", new Dictionary<string, string>())] };

        var problem = await Composing.ProblemAsync(content, SampleNetworks.Mastodon);

        Assert.Equal(("media_not_found", "media[0].id"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task What_an_editor_should_know_of_pictures_is_said()
    {
        var content = Composing.WithPhotos(Composing.Piece(), 5) with { Sensitive = true };
        var media = content
            .Media.Append(new ContentMedia("m_v", new Dictionary<string, string>()))
            .Prepend(new ContentMedia("m_x", new Dictionary<string, string>()));

        var ready = await Composing.ReadyAsync(content with { Media = [.. media] }, SampleNetworks.Mastodon);

        Assert.Equal(["video_ignored", "images_dropped", "alt_missing"], ready.Warnings.Select(warning => warning.Code));
        Assert.Equal(["", "Фото 1", "Фото 2", "Фото 3"], ready.Variant.Parts[0].Files.Select(file => file.Alt));
        Assert.True(ready.Variant.Parts[0].Sensitive);
    }

    [Fact]
    public async Task An_override_replaces_title_summary_body_hashtags_and_link()
    {
        var content = Composing.Piece() with
        {
            Overrides = new Dictionary<string, ContentOverride> { ["ch_1"] = new("Только *это*.", null, ["другое"], false) },
        };

        var ready = await Composing.ReadyAsync(content, SampleNetworks.Mastodon);

        Assert.Equal("Только это.\n\n#другое", ready.Variant.Parts[0].Text);
        Assert.Null(ready.Variant.Parts[0].Link);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_hash_and_any_change_another()
    {
        var settings = new Dictionary<string, string> { ["baseUrl"] = "https://a.example", ["visibility"] = "public" };
        var once = (await Composing.ReadyAsync(Composing.Piece(), SampleNetworks.Mastodon)).Variant;
        var again = (await Composing.ReadyAsync(Composing.Piece(), SampleNetworks.Mastodon)).Variant;
        var other = (await Composing.ReadyAsync(Composing.Piece(summary: "Иначе."), SampleNetworks.Mastodon)).Variant;

        var hash = VariantHash.Of(once, settings);

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, VariantHash.Of(again, settings.Reverse().ToDictionary()));
        Assert.NotEqual(hash, VariantHash.Of(other, settings));
        Assert.NotEqual(hash, VariantHash.Of(once, new Dictionary<string, string>()));
        Assert.NotEqual(hash, VariantHash.Of(once with { Template = "photo/1" }, settings));
    }

    [Fact]
    public void The_hash_of_a_content_does_not_depend_on_the_order_of_its_variants()
    {
        Assert.Equal(ContentHash.Of([("ch_1", "a"), ("ch_2", "b")]), ContentHash.Of([("ch_2", "b"), ("ch_1", "a")]));
        Assert.NotEqual(ContentHash.Of([("ch_1", "a"), ("ch_2", "b")]), ContentHash.Of([("ch_1", "b"), ("ch_2", "a")]));
    }
}
