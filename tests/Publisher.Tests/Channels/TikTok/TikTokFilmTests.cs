using Publisher.Channels;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>A film keeps every promise that pictures keep.</summary>
public sealed class TikTokFilmTests(PullHost host) : TikTokContract(host)
{
    private static readonly VariantFile Film = new(new string('f', 64), "video/mp4", 1080, 1920, PullHost.Film.Length, "The bridge");

    protected override Variant Sample =>
        VariantOf(
            new Part
            {
                Number = 1,
                Text = "The bridge is open again. #peace",
                Files =
                [
                    Film,
                    SandboxChannel.File with
                    {
                        Purpose = FilePurpose.Cover,
                    },
                    Film with
                    {
                        MediaType = "text/vtt",
                        Purpose = FilePurpose.Captions,
                    },
                ],
            }
        ) with
        {
            Format = Format.VerticalVideo,
        };

    [Fact]
    public async Task Readers_get_the_film_and_its_text_and_nothing_beside_it()
    {
        await DeliverAsync();

        var entry = Assert.Single(Channel.Visible);
        Assert.Equal("The bridge is open again. #peace", entry.Text);
        Assert.Equal(["video/mp4"], entry.Media.Select(medium => medium.MediaType));
    }

    [Fact]
    public void A_text_over_2200_units_or_a_film_over_4_gb_is_told_before_it_is_sent()
    {
        var part = Sample.Parts[0] with { Text = new string('я', 2201), Files = [Film with { Bytes = 4_000_000_001 }] };

        var problems = Network.Validate(Sample with { Parts = [part] }, Channel.Access());

        Assert.Equal(["text_too_long", "video_too_heavy"], problems.Select(problem => problem.Code));
        Assert.Contains("2201 characters, limit 2200", problems[0].Message, StringComparison.Ordinal);
    }
}
