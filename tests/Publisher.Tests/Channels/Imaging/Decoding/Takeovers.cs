using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Tests.Channels.Imaging.Decoding;

/// <summary>A pool whose decoders were taken over: shut in like the real ones, they do what they are told.</summary>
internal static class Takeovers
{
    public static readonly byte[] Picture = Pictures.Jpeg(60, 40);

    /// <param name="act">As <c>Publisher.Escape</c> knows it.</param>
    public static DecoderPool Pool(string act, params string[] arguments) => Pool(NullLogger<DecoderPool>.Instance, act, arguments);

    public static DecoderPool Pool(ILogger<DecoderPool> logger, string act, params string[] arguments) =>
        new(TimeProvider.System, logger)
        {
            Program = [Path.Combine(AppContext.BaseDirectory, "Publisher.Escape.dll"), act, .. arguments],
            PictureLimit = TimeSpan.FromSeconds(act is "spin" or "silent" ? 2 : 60),
        };

    /// <summary>What the service makes of a picture that such a decoder was given.</summary>
    public static async Task<ScrubResult> ScrubAsync(DecoderPool decoders)
    {
        using var upload = new MemoryStream(Picture);
        return await new Scrubber(Pictures.Library, decoders).ScrubAsync(upload, TestContext.Current.CancellationToken);
    }
}
