using System.Diagnostics;
using System.Text.Json;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Video;

namespace Publisher.Tests.Channels.Imaging.Video;

public sealed class VideoRendererTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"publisher-tests-{Guid.NewGuid():n}.mp4");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task A_film_plays_on_every_phone()
    {
        var film = await FilmAsync(Scenes(0.5, 0.5));

        var streams = (await ProbeAsync(film)).GetProperty("streams").EnumerateArray().ToList();

        Assert.Equal(
            "h264 High yuv420p 1080 1920 30/1 bt709 tv",
            string.Join(
                ' ',
                Values(streams[0], "codec_name", "profile", "pix_fmt", "width", "height", "r_frame_rate", "color_space", "color_range")
            )
        );
        Assert.Equal("aac LC", string.Join(' ', Values(streams[1], "codec_name", "profile")));
        Assert.True(film.File.Bytes.AsSpan().IndexOf("moov"u8) < film.File.Bytes.AsSpan().IndexOf("mdat"u8), "faststart");
    }

    [Fact]
    [Trait("Requirement", "SLD-21")]
    public async Task SLD_21_a_fade_takes_none_of_the_reading_time()
    {
        var film = await FilmAsync(Scenes(0.5, 1, 0.5));

        var seconds = (await ProbeAsync(film)).GetProperty("streams")[0].GetProperty("duration").GetString()!;
        Assert.Equal(2 + (2 * 8 / 30.0), double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture), 2);
        Assert.Equal([0, 0.767, 2.033], film.Starts.Select(start => Math.Round(start.TotalSeconds, 3)));
        Assert.Equal(2.533, film.Duration.TotalSeconds, 3);
    }

    [Fact]
    public async Task The_same_slides_give_the_same_bytes()
    {
        Assert.Equal((await FilmAsync(Scenes(0.3, 0.3))).File.Sha256, (await FilmAsync(Scenes(0.3, 0.3))).File.Sha256);
    }

    [Fact]
    [Trait("Requirement", "PRV-04")]
    public async Task PRV_04_a_film_tells_nothing_of_where_it_was_made()
    {
        var film = await FilmAsync(Scenes(0.3));

        Assert.Equal(-1, film.File.Bytes.AsSpan().IndexOf("x264"u8));
        Assert.Equal(-1, film.File.Bytes.AsSpan().IndexOf("Lavf"u8));
        Assert.Equal(-1, film.File.Bytes.AsSpan().IndexOf("Lavc"u8));
        Assert.DoesNotContain(await ExifTool.TagsAsync(film.File.Bytes, "mp4"), VideoScrubTests.IsTelling);
    }

    [Fact]
    public async Task Colours_are_those_of_the_slide()
    {
        using var red = Pictures.Plain(1080, 1920, 200, 40, 60);
        var slide = RenderedFile.Of(red.JpegsaveBuffer(q: 95), "image/jpeg", 1080, 1920);

        var film = await FilmAsync([new VideoScene(slide, TimeSpan.FromSeconds(0.2))]);

        await File.WriteAllBytesAsync(_path, film.File.Bytes, TestContext.Current.CancellationToken);
        var pixels = await RunAsync("ffmpeg", $"-loglevel error -i {_path} -frames:v 1 -vf format=rgb24 -f rawvideo -");
        Assert.InRange(pixels[0], 196, 204);
        Assert.InRange(pixels[1], 36, 44);
        Assert.InRange(pixels[2], 56, 64);
    }

    [Fact]
    public async Task Progress_rises_to_all()
    {
        var progress = new Progress();

        await FilmAsync(Scenes(1.2, 1.2), progress);

        Assert.Equal(100, progress.Values[^1]);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.True(progress.Values.Count > 1);
    }

    [Fact]
    public async Task Without_ffmpeg_there_is_no_film_but_the_way_to_install_it()
    {
        using var library = new PictureLibrary(new ImagingOptions { Ffmpeg = "ffmpeg-that-is-not-there" });

        var result = await new VideoRenderer(library).RenderAsync(Scenes(0.3), null, TestContext.Current.CancellationToken);

        var problem = Assert.IsType<VideoResult.Impossible>(result).Problem;
        Assert.Equal("ffmpeg_missing", problem.Code);
        Assert.Contains("apt-get install ffmpeg", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packer_that_fails_is_told_and_leaves_no_file()
    {
        var folder = Directory.CreateTempSubdirectory("publisher-tests-").FullName;
        using var library = new PictureLibrary(new ImagingOptions { Ffmpeg = "/bin/false", WorkDirectory = folder });

        var result = await new VideoRenderer(library).RenderAsync(Scenes(0.3), null, TestContext.Current.CancellationToken);

        Assert.Equal("video_failed", Assert.IsType<VideoResult.Impossible>(result).Problem.Code);
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public async Task A_film_that_nobody_waits_for_any_more_is_given_up()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Progress(_ => cancel.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new VideoRenderer(Pictures.Library).RenderAsync(Scenes(5, 5), progress, cancel.Token)
        );
    }

    private static IReadOnlyList<VideoScene> Scenes(params double[] seconds)
    {
        using var picture = Pictures.Gradient(1080, 1920);
        var slide = RenderedFile.Of(picture.JpegsaveBuffer(q: 85), "image/jpeg", 1080, 1920);
        return [.. seconds.Select(time => new VideoScene(slide, TimeSpan.FromSeconds(time)))];
    }

    private static async Task<VideoResult.Made> FilmAsync(IReadOnlyList<VideoScene> scenes, IProgress<int>? progress = null) =>
        Assert.IsType<VideoResult.Made>(
            await new VideoRenderer(Pictures.Library).RenderAsync(scenes, progress, TestContext.Current.CancellationToken)
        );

    private async Task<JsonElement> ProbeAsync(VideoResult.Made film)
    {
        await File.WriteAllBytesAsync(_path, film.File.Bytes, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await RunAsync("ffprobe", $"-loglevel error -show_streams -of json {_path}")).RootElement;
    }

    private static IEnumerable<string> Values(JsonElement stream, params string[] names) =>
        names.Select(name => stream.GetProperty(name).ToString());

    private static async Task<byte[]> RunAsync(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    private sealed class Progress(Action<int>? then = null) : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value)
        {
            Values.Add(value);
            then?.Invoke(value);
        }
    }
}
