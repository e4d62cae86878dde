using Publisher.Channels;
using Publisher.Channels.TikTok;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>A film keeps every promise that pictures keep.</summary>
public sealed class TikTokFilmTests(PullHost host) : NetworkContract, IClassFixture<PullHost>
{
    private static readonly VariantFile Film = new(new string('f', 64), "video/mp4", 1080, 1920, PullHost.Film.Length, "The bridge");

    protected override string Name => "tiktok";

    protected override string Token => "accessToken";

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

    protected override INetwork Create(SandboxChannel channel)
    {
        host.Attach(channel);
        return new TikTokNetwork(channel.Clients);
    }

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) =>
        [new("postMode", "direct"), new("privacyLevel", "PUBLIC_TO_EVERYONE"), new("baseUrl", standIn.AbsoluteUri)];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() => [new("accessToken", "sandbox-act")];

    [Fact]
    public async Task Readers_get_the_film_and_its_text_and_nothing_beside_it()
    {
        await DeliverAsync();

        var entry = Assert.Single(Channel.Visible);
        Assert.Equal("The bridge is open again. #peace", entry.Text);
        Assert.Equal(["video/mp4"], entry.Media.Select(medium => medium.MediaType));
    }

    [Fact]
    public async Task In_the_inbox_a_person_finishes_the_film()
    {
        Channel.Set([new("postMode", "inbox")], []);
        var prepared = Assert.IsType<Prepared.Ready>(await PrepareAsync());
        var part = Sample.Parts[0];

        var outcome = await Network.PublishAsync(
            part,
            prepared,
            KeyFor(part),
            Sample,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

        var delivery = new Delivery(part, prepared, Assert.IsType<Outcome.Accepted>(outcome), null);
        Assert.IsType<Found.HandedOver>(await SettledAsync(delivery));
    }

    [Fact]
    public void A_text_over_2200_units_or_a_film_over_4_gb_is_told_before_it_is_sent()
    {
        var part = Sample.Parts[0] with { Text = new string('я', 2201), Files = [Film with { Bytes = 4_000_000_001 }] };

        var problems = Network.Validate(Sample with { Parts = [part] }, Channel.Access());

        Assert.Equal(["text_too_long", "video_too_heavy"], problems.Select(problem => problem.Code));
        Assert.Contains("2201 characters, limit 2200", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "REL-06")]
    public async Task A_film_whose_answer_was_lost_is_never_missing_once_it_was_fetched()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.LostAnswer);
        var delivery = (await DeliverAsync())[^1];
        await WaitForVisibleAsync();

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        Assert.IsType<Found.Unknown>(await FindAsync(delivery));
        Assert.Single(Channel.Visible);
    }
}
