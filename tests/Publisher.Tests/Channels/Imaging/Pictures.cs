using Microsoft.Extensions.Logging.Abstractions;
using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>Pictures that the tests draw themselves, and the one library of this process.</summary>
internal static class Pictures
{
    public static PictureLibrary Library { get; } = Open();

    /// <summary>The decoders that all tests share, as starting one takes half a second.</summary>
    public static DecoderPool Decoders { get; } = OpenDecoders();

    /// <summary>A gentle coloured gradient: nothing in it compresses to nothing, nothing in it is a real scene.</summary>
    public static Image Gradient(int width, int height)
    {
        _ = Library;
        using var xy = Image.Xyz(width, height);
        using var red = xy[0] * (255.0 / width);
        using var green = xy[1] * (255.0 / height);
        using var blue = (xy[0] + xy[1]) * (255.0 / (width + height));
        using var bands = red.Bandjoin(green, blue);
        using var bytes = bands.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>One colour all over.</summary>
    public static Image Plain(int width, int height, params double[] colour)
    {
        _ = Library;
        using var black = Image.Black(width, height, bands: colour.Length);
        using var coloured = black + colour;
        using var bytes = coloured.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Jpeg(int width = 640, int height = 480)
    {
        using var image = Gradient(width, height);
        return image.JpegsaveBuffer(q: 92);
    }

    public static byte[] Png(int width = 640, int height = 480)
    {
        using var image = Gradient(width, height);
        return image.PngsaveBuffer();
    }

    public static byte[] WebP(int width = 640, int height = 480)
    {
        using var image = Gradient(width, height);
        return image.WebpsaveBuffer();
    }

    public static async Task<ScrubResult> ScrubAsync(byte[] upload)
    {
        using var stream = new MemoryStream(upload);
        return await new Scrubber(Library, Decoders).ScrubAsync(stream, TestContext.Current.CancellationToken);
    }

    public static async Task<(ScrubResult.Clean Result, byte[] Bytes)> CleanAsync(byte[] upload)
    {
        var clean = Assert.IsType<ScrubResult.Clean>(await ScrubAsync(upload));
        using var bytes = new MemoryStream();
        await using (clean.Content)
        {
            await clean.Content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        }

        return (clean, bytes.ToArray());
    }

    private static PictureLibrary Open()
    {
        var library = new PictureLibrary(new ImagingOptions());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => library.Dispose();
        return library;
    }

    private static DecoderPool OpenDecoders()
    {
        var decoders = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => decoders.Dispose();
        return decoders;
    }

    public static async Task<string> RefusedAsync(byte[] upload) =>
        Assert.IsType<ScrubResult.Refused>(await ScrubAsync(upload)).Problem.Code;
}
