using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>Films with what telephones, drones and editors put beside pictures and sound.</summary>
internal static class FilmCorpus
{
    private const string Scene = "-f lavfi -i testsrc=size=64x48:rate=10:duration=1 -f lavfi -i sine=duration=1";
    private const string Coded = "-map 0:v -map 1:a -c:v libx264 -pix_fmt yuv420p -c:a aac";
    private static readonly byte[] Canary = MadeFile.CanaryBytes;

    public static async Task<IReadOnlyList<MadeFile>> MakeAsync()
    {
        using var folder = new Folder();
        var plain = await FilmAsync(folder, "plain.mp4", $"{Scene} {Coded}");
        return
        [
            Of(
                "a place in its user data",
                InMovie(plain, Box("udta", Box("\u00A9xyz", [0, 16, 0x15, 0xC7, .. "+40.1772+044.5035/"u8, .. Canary]))),
                "mp4.gps"
            ),
            Of("a name in its user data", InMovie(plain, Box("udta", Box("name", Canary))), "mp4.udta"),
            Of(
                "a place in 3GPP's words",
                InMovie(plain, Box("udta", Box("loci", [0, 0, 0, 0, 0x15, 0xC7, .. Canary, 0, 0, .. new byte[12], .. "earth\0\0"u8]))),
                "mp4.gps"
            ),
            Of(
                "a telephone's keys",
                await TagAsync(plain, $"-Keys:Author={MadeFile.Canary}", $"-Keys:GPSCoordinates=40.1, 44.5, 1000"),
                "mp4.meta"
            ),
            Of("XMP in a box of its own", await TagAsync(plain, $"-XMP:Creator={MadeFile.Canary}"), "mp4.uuid"),
            Of("somebody's own box in the movie", InMovie(plain, Box("uuid", [.. new byte[16], .. Canary])), "mp4.uuid"),
            Of("somebody's own box at the end", [.. plain, .. Box("uuid", [.. new byte[16], .. Canary])], "mp4.uuid"),
            Of("words in free space", [.. plain, .. Box("free", Canary), .. Box("skip", Canary)]),
            Of("samples that nobody plays", [.. plain, .. Box("mdat", [.. Canary, .. MadeFile.InnerPicture])]),
            Of("words behind the last box", [.. plain, .. Canary]),
            Of("a track of a drone's readings", await TelemetryAsync(plain), "mp4.data_track"),
            Of(
                "its movie box in front",
                await FilmAsync(folder, "front.mp4", $"{Scene} {Coded} -movflags +faststart -metadata title={MadeFile.Canary}"),
                "mp4.udta"
            ),
            Of(
                "hours and minutes of the camera",
                await FilmAsync(folder, "code.mov", $"{Scene} {Coded} -timecode 01:02:03:04 -metadata comment={MadeFile.Canary}"),
                "mp4.data_track",
                "mov"
            ),
            Of(
                "the day it was made, and the maker",
                await FilmAsync(
                    folder,
                    "day.mp4",
                    $"{Scene} {Coded} -metadata creation_time=2024-05-06T07:08:09Z -metadata artist={MadeFile.Canary}"
                ),
                "mp4.udta"
            ),
            Of("chapters", await ChaptersAsync(folder), "mp4.data_track"),
            Of("subtitles", await SubtitlesAsync(folder), "mp4.data_track"),
            Of("a picture as its cover", await CoverAsync(folder)),
            Of(
                "names of its tracks",
                await FilmAsync(
                    folder,
                    "names.mov",
                    $"{Scene} {Coded} -metadata:s:v handler_name={MadeFile.Canary} -metadata:s:a handler_name={MadeFile.Canary}"
                ),
                null,
                "mov"
            ),
        ];
    }

    private static MadeFile Of(string what, byte[] bytes, string? removed = null, string extension = "mp4") =>
        new($"Film: {what}", extension, bytes, removed);

    private static Task<byte[]> TagAsync(byte[] film, params string[] tags) => ExifTool.TagAsync(film, "mp4", tags);

    /// <summary>A sound track made over into one of readings, as a drone's camera writes them.</summary>
    private static Task<byte[]> TelemetryAsync(byte[] film)
    {
        var movie = film.AsSpan().IndexOf("moov"u8) - 4;
        var track = film.AsSpan().LastIndexOf("trak"u8) - 4;
        var copy = film.AsSpan(track, BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(track))).ToArray();
        "meta"u8.CopyTo(copy.AsSpan(copy.AsSpan().IndexOf("soun"u8)));
        "gpmd"u8.CopyTo(copy.AsSpan(copy.AsSpan().IndexOf("mp4a"u8)));
        MadeFile.CanaryBytes.AsSpan(0, 12).CopyTo(copy.AsSpan(copy.AsSpan().IndexOf("SoundHandler"u8)));
        Assert.True(movie >= 0 && track > movie);
        return Task.FromResult(InMovie(film, copy));
    }

    private static async Task<byte[]> ChaptersAsync(Folder folder)
    {
        var chapters = $";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle={MadeFile.Canary}\n";
        await File.WriteAllTextAsync(folder.File("chapters.txt"), chapters, TestContext.Current.CancellationToken);
        return await FilmAsync(folder, "chapters.mp4", $"{Scene} -i {folder.File("chapters.txt")} {Coded} -map_metadata 2");
    }

    private static async Task<byte[]> SubtitlesAsync(Folder folder)
    {
        var words = $"1\n00:00:00,000 --> 00:00:01,000\n{MadeFile.Canary}\n";
        await File.WriteAllTextAsync(folder.File("words.srt"), words, TestContext.Current.CancellationToken);
        return await FilmAsync(folder, "words.mp4", $"{Scene} -i {folder.File("words.srt")} {Coded} -map 2 -c:s mov_text");
    }

    private static async Task<byte[]> CoverAsync(Folder folder)
    {
        await File.WriteAllBytesAsync(folder.File("cover.jpg"), MadeFile.InnerPicture, TestContext.Current.CancellationToken);
        return await FilmAsync(
            folder,
            "cover.mp4",
            $"{Scene} -i {folder.File("cover.jpg")} {Coded} -map 2 -c:v:1 copy -disposition:v:1 attached_pic"
        );
    }

    /// <summary>The movie box, which stands last, with a further box at its end.</summary>
    private static byte[] InMovie(byte[] film, byte[] box)
    {
        var at = film.AsSpan().IndexOf("moov"u8) - 4;
        var length = BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(at));
        Assert.Equal(film.Length, at + length);
        byte[] longer = [.. film, .. box];
        BinaryPrimitives.WriteInt32BigEndian(longer.AsSpan(at), length + box.Length);
        return longer;
    }

    private static byte[] Box(string type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, 8 + body.Length);
        return [.. length, .. Encoding.Latin1.GetBytes(type), .. body];
    }

    private static async Task<byte[]> FilmAsync(Folder folder, string name, string arguments)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-loglevel", "error", .. arguments.Split(' '), folder.File(name)]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(folder.File(name), TestContext.Current.CancellationToken);
    }

    private sealed class Folder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("publisher-films-").FullName;

        public string File(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
