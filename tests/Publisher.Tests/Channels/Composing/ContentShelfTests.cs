using Publisher.Channels;
using Publisher.Channels.Composing;

namespace Publisher.Tests.Channels.Composing;

public sealed class ContentShelfTests
{
    [Fact]
    public async Task Channels_of_one_shape_share_one_decoded_photo_and_get_the_bytes_they_would_get_alone()
    {
        using var shelf = new ContentShelf();
        var content = Composing.WithPhotos(Composing.Piece(body: "Это **наш** мост."), 1);

        var first = await SlidesAsync(content, shelf);
        var second = await SlidesAsync(content, shelf);
        var alone = await SlidesAsync(content, null);

        Assert.Equal(1, shelf.Decoded);
        Assert.Equal(alone.Select(file => file.Sha256), first.Select(file => file.Sha256));
        Assert.Equal(alone.Select(file => file.Sha256), second.Select(file => file.Sha256));
    }

    [Fact]
    public async Task A_photo_with_another_focus_or_other_covers_is_another_photo()
    {
        using var shelf = new ContentShelf();
        var content = Composing.WithPhotos(Composing.Piece(body: "Это **наш** мост."), 1);
        var photo = content.Media[0];

        await SlidesAsync(content, shelf);
        await SlidesAsync(content with { Media = [photo with { Focus = new FocusPoint(0.2, 0.8) }] }, shelf);
        await SlidesAsync(content with { Media = [photo with { Covers = [new CoverBox(0.4, 0.4, 0.2, 0.2)] }] }, shelf);

        Assert.Equal(3, shelf.Decoded);
    }

    [Fact]
    public async Task Feeds_with_the_same_rules_share_one_fitted_photo()
    {
        using var shelf = new ContentShelf();
        var small = SampleNetworks.Mastodon with { Images = SampleNetworks.Mastodon.Images with { MaxSide = 600 } };
        var content = Composing.WithPhotos(Composing.Piece(), 1);

        var first = await Composing.ComposeAsync(content, small, shelf: shelf);
        var second = await Composing.ComposeAsync(content, small, shelf: shelf);

        Assert.Equal(1, shelf.Decoded);
        Assert.Equal(Files(first).Select(file => file.Sha256), Files(second).Select(file => file.Sha256));
    }

    [Fact]
    public async Task Channels_of_one_language_share_its_set_text_but_for_one_with_its_own_words()
    {
        using var shelf = new ContentShelf();
        var content = Composing.Piece(body: "Мост - наш..") with
        {
            Overrides = new Dictionary<string, ContentOverride> { ["ch_2"] = new("Свои слова - другие", null, null, null) },
        };

        var first = await Composing.ComposeAsync(content, SampleNetworks.Bluesky, shelf: shelf);
        var site = await Composing.ComposeAsync(content, SampleNetworks.WordPress, shelf: shelf);
        var again = await Composing.ComposeAsync(content, SampleNetworks.Mastodon, shelf: shelf);
        var own = await Composing.ComposeAsync(
            content,
            SampleNetworks.Bluesky,
            Composing.Channel(SampleNetworks.Bluesky) with
            {
                Id = "ch_2",
            },
            shelf: shelf
        );
        var alone = await Composing.ComposeAsync(content, SampleNetworks.Mastodon);

        Assert.Equal(Text(alone), Text(again));
        Assert.Contains("typography", Warnings(again));
        Assert.Equal(Warnings(first), Warnings(again));
        Assert.Contains("\u00A0—", Text(site), StringComparison.Ordinal);
        Assert.DoesNotContain("\u00A0", Text(first), StringComparison.Ordinal);
        Assert.Contains("Свои слова — другие", Text(own), StringComparison.Ordinal);
    }

    private static string Text(Composition composition) => Assert.Single(Assert.IsType<Composition.Ready>(composition).Variant.Parts).Text;

    private static IEnumerable<string> Warnings(Composition composition) =>
        Assert.IsType<Composition.Ready>(composition).Warnings.Select(warning => warning.Code);

    private static async Task<IReadOnlyList<VariantFile>> SlidesAsync(Content content, ContentShelf? shelf) =>
        Files(await Composing.ComposeAsync(content, SampleNetworks.TikTok, shelf: shelf));

    private static IReadOnlyList<VariantFile> Files(Composition composition) =>
        Assert.Single(Assert.IsType<Composition.Ready>(composition).Variant.Parts).Files;
}
