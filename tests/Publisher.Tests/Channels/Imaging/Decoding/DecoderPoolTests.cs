using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Tests.Channels.Imaging.Decoding;

[Trait("Requirement", "SEC-25")]
public sealed class DecoderPoolTests
{
    [Theory]
    [InlineData("die")]
    [InlineData("spin")]
    [InlineData("silent")]
    [InlineData("grow")]
    [InlineData("swap")]
    [InlineData("flood")]
    [InlineData("negative")]
    public async Task SEC_25_a_decoder_that_dies_hangs_or_lies_costs_its_picture_and_itself_alone(string act)
    {
        using var decoders = Takeovers.Pool(act);

        var refused = Assert.IsType<ScrubResult.Refused>(await Takeovers.ScrubAsync(decoders));

        Assert.Equal("corrupt_image", refused.Problem.Code);
        Assert.Equal(0, decoders.Idle);
    }

    [Fact]
    public async Task SEC_25_without_a_decoder_no_picture_is_taken()
    {
        using var decoders = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance) { Program = ["/nowhere.dll"] };

        await Assert.ThrowsAsync<DecodersUnavailableException>(() => Takeovers.ScrubAsync(decoders));
    }

    [Fact]
    public async Task SEC_25_a_decoder_is_used_again_and_ends_after_a_minute_of_rest()
    {
        var time = new FakeTimeProvider();
        using var decoders = new DecoderPool(time, NullLogger<DecoderPool>.Instance);
        Assert.Equal(0, decoders.Idle); // started on first use

        await CleanAsync(decoders);
        await CleanAsync(decoders);
        Assert.Equal(1, decoders.Idle);

        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(1, decoders.Idle);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(0, decoders.Idle);

        await CleanAsync(decoders);
        Assert.Equal(1, decoders.Idle);
    }

    [Fact]
    public async Task SEC_25_a_decoder_that_has_done_its_share_is_replaced()
    {
        using var decoders = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance);

        for (var picture = 1; picture <= DecoderPool.Share; picture++)
        {
            await CleanAsync(decoders);
            Assert.Equal(picture < DecoderPool.Share ? 1 : 0, decoders.Idle);
        }

        await CleanAsync(decoders);
        Assert.Equal(1, decoders.Idle);
    }

    [Fact]
    public async Task SEC_25_what_the_machine_refuses_is_said_once()
    {
        var lines = new List<string>();
        using var factory = new LoggerFactory([new LogLines(lines.Add)]);
        using var decoders = Takeovers.Pool(factory.CreateLogger<DecoderPool>(), "socket", "", "free");

        for (var picture = 0; picture <= DecoderPool.Share; picture++)
        {
            await using var content = ((ScrubResult.Clean)await Takeovers.ScrubAsync(decoders)).Content;
        }

        Assert.Contains("seccomp", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void SEC_25_a_decoder_learns_nothing_of_our_environment()
    {
        var names = DecoderStart.Of(["Publisher.Decoder.dll"]).Environment.Keys;

        Assert.All(names, name => Assert.Matches("^(DOTNET|VIPS|MALLOC)_", name));
    }

    [Fact]
    public async Task Many_pictures_at_once_are_decoded_each_to_its_own_pixels()
    {
        var sizes = Enumerable.Range(1, 12).Select(number => (Width: 40 + number, Height: 30 + number)).ToList();
        using var decoders = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance);
        var scrubber = new Scrubber(Pictures.Library, decoders);

        var results = await Task.WhenAll(sizes.Select(size => ScrubAsync(scrubber, Pictures.Png(size.Width, size.Height))));

        Assert.Equal(sizes, results.Select(result => (result.Width, result.Height)));
        Assert.InRange(decoders.Idle, 1, Environment.ProcessorCount);
    }

    private static Task<ScrubResult.Clean> CleanAsync(DecoderPool decoders) =>
        ScrubAsync(new Scrubber(Pictures.Library, decoders), Takeovers.Picture);

    private static async Task<ScrubResult.Clean> ScrubAsync(Scrubber scrubber, byte[] picture)
    {
        using var upload = new MemoryStream(picture);
        return Assert.IsType<ScrubResult.Clean>(await scrubber.ScrubAsync(upload, TestContext.Current.CancellationToken));
    }
}
