using System.Diagnostics;
using System.Text;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class VideoScrubTests
{
    private const string Canary = "Canary-Gohar-Petrosyan-1187";

    [Theory]
    [Trait("Requirement", "PRV-04")]
    [InlineData("mp4")]
    [InlineData("mov")]
    public async Task PRV_04_a_video_keeps_pictures_and_sound_and_nothing_else(string extension)
    {
        var upload = await ExifTool.TagAsync(
            await FilmAsync(extension),
            extension,
            "-UserData:GPSCoordinates=40.1772, 44.5035, 1000",
            $"-UserData:Author={Canary}",
            $"-XMP:Creator={Canary}"
        );
        Assert.NotEqual(-1, upload.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));

        var (result, bytes) = await Pictures.CleanAsync(upload);

        Assert.Equal((MediaKind.Video, "video/mp4", 64, 48), (result.Kind, result.MediaType, result.Width, result.Height));
        Assert.InRange(result.Duration!.Value.TotalSeconds, 0.9, 1.2);
        Assert.NotEmpty(result.Removed);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("x264 - core"u8));
        Assert.DoesNotContain(await ExifTool.TagsAsync(bytes, "mp4"), IsTelling);
    }

    [Fact]
    [Trait("Requirement", "PRV-04")]
    public async Task PRV_04_without_ffmpeg_a_video_is_refused_with_the_way_to_install_it()
    {
        using var library = new PictureLibrary(new ImagingOptions { Ffmpeg = "ffmpeg-that-is-not-there" });
        using var upload = new MemoryStream(await FilmAsync("mp4"));

        var result = await new Scrubber(library, Pictures.Decoders).ScrubAsync(upload, TestContext.Current.CancellationToken);

        var refused = Assert.IsType<ScrubResult.Refused>(result);
        Assert.Equal("ffmpeg_missing", refused.Problem.Code);
        Assert.Contains("apt-get install ffmpeg", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "PRV-04")]
    public async Task PRV_04_no_uncleaned_video_stays_on_the_disk()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"publisher-tests-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "left.video.tmp"), "x", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "somebody-elses.txt"), "x", TestContext.Current.CancellationToken);
        using var library = new PictureLibrary(new ImagingOptions { WorkDirectory = folder });
        using var upload = new MemoryStream(await FilmAsync("mp4"));

        var result = await new Scrubber(library, Pictures.Decoders).ScrubAsync(upload, TestContext.Current.CancellationToken);

        await using var content = Assert.IsType<ScrubResult.Clean>(result).Content;
        Assert.Equal(["somebody-elses.txt"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_video_that_is_none_is_refused_as_corrupt()
    {
        Assert.Equal("corrupt_video", await Pictures.RefusedAsync("\0\0\0\u0018ftypisom\0\0\u0002\0isommp42 and then words"u8.ToArray()));
    }

    /// <summary>All but sizes, codings and the zeroed times that the format demands.</summary>
    internal static bool IsTelling(string tag) =>
        tag.Contains("GPS", StringComparison.Ordinal)
        || tag.StartsWith("UserData", StringComparison.Ordinal)
        || tag.StartsWith("Keys", StringComparison.Ordinal)
        || tag.StartsWith("XMP", StringComparison.Ordinal)
        || tag.StartsWith("ItemList", StringComparison.Ordinal)
        || tag.Contains("Encoder", StringComparison.Ordinal)
        || tag.Contains("TimeCode", StringComparison.Ordinal);

    private static async Task<byte[]> FilmAsync(string extension)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.{extension}");
        var arguments =
            "-loglevel error -f lavfi -i testsrc=size=64x48:rate=10:duration=1 -f lavfi -i sine=duration=1 -c:v libx264 -pix_fmt yuv420p "
            + "-c:a aac -metadata title=Canary -timecode 01:00:00:00";
        using var ffmpeg = Process.Start("ffmpeg", [.. arguments.Split(' '), path]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
