using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Tests.Channels.Imaging;

public sealed class ScrubberTests
{
    private const string Canary = "Canary-Gohar-Petrosyan-1187";

    [Theory]
    [Trait("Requirement", "PRV-01")]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task PRV_01_nothing_but_pixels_is_left(string extension)
    {
        var upload = await ExifTool.TagAsync(
            Plain(extension),
            extension,
            $"-EXIF:Artist={Canary}",
            "-EXIF:GPSLatitude=40.1772",
            "-EXIF:GPSLatitudeRef=N",
            $"-EXIF:SerialNumber={Canary}",
            $"-XMP:Creator={Canary}"
        );

        var (result, bytes) = await Pictures.CleanAsync([.. upload, .. Encoding.UTF8.GetBytes(Canary)]);

        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));
        Assert.Superset(new HashSet<string> { "exif", "exif.gps", "trailing_data", "xmp" }, result.Removed.ToHashSet());
        Assert.Equal(Allowed(extension), (await ExifTool.TagsAsync(bytes, extension)).ToHashSet());
    }

    [Fact]
    [Trait("Requirement", "PRV-02")]
    public async Task PRV_02_a_jpeg_loses_thumbnail_caption_comment_profile_and_picture_list()
    {
        var thumbnail = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.jpg");
        await File.WriteAllBytesAsync(thumbnail, Pictures.Jpeg(160, 120), TestContext.Current.CancellationToken);
        var upload = await ExifTool.TagAsync(
            Pictures.Jpeg(),
            "jpg",
            $"-ThumbnailImage<={thumbnail}",
            $"-IPTC:By-line={Canary}",
            $"-Comment={Canary}",
            $"-IFD0:Make={Canary}"
        );
        File.Delete(thumbnail);

        var (result, bytes) = await Pictures.CleanAsync(upload);

        Assert.Equal(["comment", "exif", "iptc", "thumbnail"], result.Removed);
        Assert.Null(JpegWalk.Excess(bytes));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));
    }

    [Fact]
    public async Task A_picture_taken_sideways_is_turned_upright_once()
    {
        var upload = await ExifTool.TagAsync(Pictures.Jpeg(640, 480), "jpg", "-n", "-EXIF:Orientation=6");

        var (result, bytes) = await Pictures.CleanAsync(upload);

        Assert.True(result.Rotated);
        Assert.Equal((480, 640), (result.Width, result.Height));
        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal((480, 640), (image.Width, image.Height));
        Assert.True(image[470, 10][1] < 40, "the top left corner, dark, must have come to the top right");
    }

    [Fact]
    public async Task Cmyk_grey_and_sixteen_bits_become_srgb_with_eight()
    {
        using var gradient = Pictures.Gradient(64, 48);
        using var cmyk = gradient.Colourspace(Enums.Interpretation.Cmyk);
        using var grey = gradient.Colourspace(Enums.Interpretation.Bw);
        using var deep = gradient.Colourspace(Enums.Interpretation.Rgb16);

        foreach (var upload in new[] { cmyk.JpegsaveBuffer(), grey.JpegsaveBuffer(), deep.PngsaveBuffer() })
        {
            var (_, bytes) = await Pictures.CleanAsync(upload);
            using var image = Image.NewFromBuffer(bytes);
            Assert.Equal((3, Enums.BandFormat.Uchar, Enums.Interpretation.Srgb), (image.Bands, image.Format, image.Interpretation));
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task Transparency_stays(string extension)
    {
        using var gradient = Pictures.Gradient(64, 48);
        using var veil = gradient.Bandjoin(100);

        var (_, bytes) = await Pictures.CleanAsync(extension == "png" ? veil.PngsaveBuffer() : veil.WebpsaveBuffer());

        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal(100, image[3, 3][3]);
    }

    [Fact]
    public async Task The_same_upload_gives_the_same_bytes()
    {
        var upload = Pictures.Jpeg();

        var (first, _) = await Pictures.CleanAsync(upload);
        var (second, _) = await Pictures.CleanAsync(upload);

        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task A_picture_cut_off_is_refused_as_corrupt(string extension)
    {
        var upload = Plain(extension);

        Assert.Equal("corrupt_image", await Pictures.RefusedAsync(upload[..(upload.Length / 2)]));
    }

    [Fact]
    public async Task Damaged_pixels_are_refused_as_corrupt()
    {
        var upload = Pictures.Png();
        upload.AsSpan(200, 400).Fill(0x5A);

        Assert.Equal("corrupt_image", await Pictures.RefusedAsync(upload));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_by_name()
    {
        Assert.Equal(
            "unsupported_type",
            await Pictures.RefusedAsync("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())
        );
        Assert.Equal("unsupported_type", await Pictures.RefusedAsync("%PDF-1.7"u8.ToArray()));
        Assert.Equal("unsupported_type", await Pictures.RefusedAsync("GIF89a"u8.ToArray()));
        Assert.Equal("unsupported_type", await Pictures.RefusedAsync("hello"u8.ToArray()));
        Assert.Equal("unsupported_type", await Pictures.RefusedAsync([]));
    }

    [Fact]
    public async Task An_iphone_picture_is_refused_with_the_way_to_a_jpeg()
    {
        var refused = Assert.IsType<ScrubResult.Refused>(await Pictures.ScrubAsync("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray()));

        Assert.Contains("Most Compatible", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-08")]
    public async Task SEC_08_a_header_that_promises_too_many_pixels_is_refused_before_decoding()
    {
        // The pixels it promises are not there: a decoder would call it corrupt.
        var upload = Pictures.Png(64, 48);
        upload.AsSpan(16, 8).Clear();
        upload[18] = upload[22] = 0x56; // 22,016 px on each side: 484 million pixels

        var refused = Assert.IsType<ScrubResult.Refused>(await Pictures.ScrubAsync(upload));

        Assert.Equal("image_too_large", refused.Problem.Code);
        Assert.Contains("22016", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-08")]
    public async Task SEC_08_a_file_that_is_too_long_is_refused()
    {
        var upload = new byte[UploadLimits.PictureBytes + 1];
        Pictures.Jpeg(64, 48).CopyTo(upload, 0);

        Assert.Equal("image_too_large", await Pictures.RefusedAsync(upload));
    }

    [Fact]
    [Trait("Requirement", "SEC-08")]
    public async Task SEC_08_moving_pictures_are_refused()
    {
        using var frames = Pictures.Gradient(64, 96);

        Assert.Equal("animated_image", await Pictures.RefusedAsync(frames.WebpsaveBuffer(pageHeight: 48)));
    }

    [Fact]
    [Trait("Requirement", "SEC-08")]
    public async Task SEC_08_the_largest_picture_in_the_form_that_takes_most_memory_fits_into_a_decoder()
    {
        using var gradient = Pictures.Gradient(7300, 5475);
        using var sideways = gradient.Mutate(metadata => metadata.Set(GValue.GIntType, "orientation", 6));

        // Progressive and without subsampling: all coefficients are held, and then all pixels, as it has to be turned.
        var upload = sideways.JpegsaveBuffer(q: 80, interlace: true, subsampleMode: Enums.ForeignSubsample.Off);

        using var patient = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance)
        {
            PictureLimit = TimeSpan.FromMinutes(5),
        };
        using var stream = new MemoryStream(upload);

        var scrubbed = await new Scrubber(Pictures.Library, patient).ScrubAsync(stream, TestContext.Current.CancellationToken);

        var result = Assert.IsType<ScrubResult.Clean>(scrubbed);
        Assert.Equal((5475, 7300, true), (result.Width, result.Height, result.Rotated));
    }

    private static byte[] Plain(string extension) =>
        extension switch
        {
            "jpg" => Pictures.Jpeg(),
            "png" => Pictures.Png(),
            _ => Pictures.WebP(),
        };

    private static HashSet<string> Allowed(string extension) =>
        extension switch
        {
            "jpg" => [],
            "png" =>
            [
                "PNG:ImageWidth",
                "PNG:ImageHeight",
                "PNG:BitDepth",
                "PNG:ColorType",
                "PNG:Compression",
                "PNG:Filter",
                "PNG:Interlace",
            ],
            _ => ["RIFF:VP8Version", "RIFF:ImageWidth", "RIFF:ImageHeight", "RIFF:HorizontalScale", "RIFF:VerticalScale"],
        };
}
