using System.Text;

namespace Publisher.Tests.Channels.Imaging.Bombs;

/// <summary>All bombs, made from three honest pictures. Nothing here is a known exploit: each stretches one promise of its format.</summary>
internal static class BombCorpus
{
    public static IReadOnlyList<Bomb> Make(byte[] jpeg, byte[] png, byte[] webp) =>
        [
            .. PngBombs.Make(png),
            .. JpegBombs.Make(jpeg),
            .. WebPBombs.Make(webp),
            .. FilmBombs.Make(),
            .. CutOff("jpeg", jpeg),
            .. CutOff("png", png),
            .. CutOff("webp", webp),
            new("gif of ten thousand frames", Gif(10_000), Bomb.Unsupported),
            new("svg of a billion laughs", Laughs(), Bomb.Unsupported),
            new("tiff whose directory is itself", [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0], Bomb.Unsupported),
        ];

    /// <summary>Where a transfer may break: in the header, in tables, in pixels, before the last byte.</summary>
    private static IEnumerable<Bomb> CutOff(string kind, byte[] file) =>
        Enumerable
            .Range(1, 7)
            .Select(eighth => file.Length * eighth / 8)
            .Append(file.Length - 1)
            .Select(length => new Bomb($"{kind} cut off after {length} bytes", file[..length], Bomb.Corrupt));

    private static byte[] Gif(int frames)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        file.Write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0]);
        for (var frame = 0; frame < frames; frame++)
        {
            file.Write([0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x44, 1, 0]);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    private static byte[] Laughs()
    {
        var entities = string.Concat(
            Enumerable.Range(1, 9).Select(level => $"<!ENTITY a{level} \"{string.Concat(Enumerable.Repeat($"&a{level - 1};", 10))}\">")
        );
        return Encoding.UTF8.GetBytes($"<svg><!DOCTYPE a [<!ENTITY a0 \"ha\">{entities}]><text>&a9;</text></svg>");
    }
}
