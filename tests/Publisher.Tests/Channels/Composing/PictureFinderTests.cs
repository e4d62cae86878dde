using Publisher.Channels;
using Publisher.Channels.Mastodon;

namespace Publisher.Tests.Channels.Composing;

public sealed class PictureFinderTests
{
    [Fact]
    public async Task A_picture_without_alternative_text_is_warned_of()
    {
        var ready = await Composing.ReadyAsync(Piece([]), MastodonProfile.Profile);

        Assert.Equal(
            ("alt_missing", "media[0] has no alternative text in ru: the blind cannot see it."),
            (Assert.Single(ready.Warnings).Code, ready.Warnings[0].Message)
        );
    }

    [Fact]
    public async Task It_is_a_problem_where_the_channel_requires_one()
    {
        var channel = Composing.Channel(MastodonProfile.Profile, requireAlt: "true");

        var problem = await Composing.ProblemAsync(Piece(new() { ["en"] = "A bridge" }), MastodonProfile.Profile, channel);

        Assert.Equal(("alt_missing", "media[0].alt.ru"), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task An_empty_one_says_that_the_picture_is_decorative(string requireAlt)
    {
        var channel = Composing.Channel(MastodonProfile.Profile, requireAlt: requireAlt);

        var ready = await Composing.ReadyAsync(Piece(new() { ["ru"] = "" }), MastodonProfile.Profile, channel);

        Assert.Empty(ready.Warnings);
        Assert.Equal("", ready.Variant.Parts[0].Files[0].Alt);
    }

    [Fact]
    public async Task A_picture_that_does_not_go_out_needs_none()
    {
        var content = Composing.WithPhotos(Composing.Piece(), 4);
        var fifth = new ContentMedia("m_5", new Dictionary<string, string>());
        var channel = Composing.Channel(MastodonProfile.Profile, requireAlt: "true");

        var ready = await Composing.ReadyAsync(content with { Media = [.. content.Media, fifth] }, MastodonProfile.Profile, channel);

        Assert.Equal(["images_dropped"], ready.Warnings.Select(warning => warning.Code));
    }

    private static Content Piece(Dictionary<string, string> alt) => Composing.Piece() with { Media = [new ContentMedia("m_1", alt)] };
}
