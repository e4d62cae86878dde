using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Composing;

public sealed class VideoComposerTests
{
    private const string Body = "Сначала молчали. Потом кто-то поставил чайник.";

    private static readonly ChannelBrief Film = Composing.Channel(SampleNetworks.TikTok, format: Format.VerticalVideo);

    [Fact]
    public async Task A_piece_becomes_a_film_with_cover_and_captions()
    {
        var content = Composing.WithPhotos(Composing.Piece(summary: null, body: Body), 1);

        var ready = await Composing.ReadyAsync(content, SampleNetworks.TikTok, Film);

        var files = Assert.Single(ready.Variant.Parts).Files;
        Assert.Equal(
            [
                (FilePurpose.Shown, "video/mp4"),
                (FilePurpose.Cover, "image/jpeg"),
                (FilePurpose.Captions, "application/x-subrip"),
                (FilePurpose.Captions, "text/vtt"),
            ],
            files.Select(file => (file.Purpose, file.MediaType))
        );
        Assert.Equal("Мост, который чинили вдвоём Сначала молчали. Потом кто-то поставил чайник.", files[0].Alt);
        Assert.Equal(files.Select(file => file.Sha256), ready.Files.Select(file => file.Sha256));
        Assert.Equal(Format.VerticalVideo, ready.Variant.Format);
    }

    [Theory]
    [InlineData("25-40", 84)]
    [InlineData("50+", 72)]
    [Trait("Requirement", "SLD-21")]
    public void SLD_21_a_film_is_cut_shorter_than_pictures(string band, int letters)
    {
        var sentence = string.Join(' ', Enumerable.Repeat("слово,", 16)) + " конец.";

        var slides = SlidePoints.Of(sentence, "ru", SlideLength.Film(AgeBand.IsLargeType(band)));

        Assert.True(slides.Count > 1);
        Assert.All(slides, slide => Assert.InRange(BoldMarks.Letters(slide), 1, letters));
    }

    [Fact]
    [Trait("Requirement", "SLD-21")]
    public async Task SLD_21_a_film_that_takes_too_long_to_read_is_not_made()
    {
        var network = SampleNetworks.TikTok with { Video = new VideoRules(4_000_000_000, TimeSpan.FromSeconds(5)) };

        var problem = await Composing.ProblemAsync(Composing.Piece(), network, Film);

        Assert.Equal("video_too_long", problem.Code);
        Assert.Contains("limit 5 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_over_the_networks_size_is_not_sent()
    {
        var network = SampleNetworks.TikTok with { Video = new VideoRules(1000, TimeSpan.FromMinutes(3)) };

        var problem = await Composing.ProblemAsync(Composing.Piece(summary: null, body: Body), network, Film);

        Assert.Equal("video_too_heavy", problem.Code);
        Assert.Contains("1000", problem.Message, StringComparison.Ordinal);
    }
}
