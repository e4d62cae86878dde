using NetVips;

namespace Publisher.Bench;

/// <summary>A photograph to measure with: a real one that is given, or gradients with the grain of a camera, about as many bytes as a phone's.</summary>
internal static class RenderPhoto
{
    public static (string Name, byte[] Jpeg) Of(string? path) =>
        path is null ? ("made 12 MP photograph", Make(4000, 3000)) : (Path.GetFileName(path), File.ReadAllBytes(path));

    public static byte[] Make(int width, int height)
    {
        using var places = Image.Xyz(width, height);
        using var across = places.ExtractBand(0) * (200.0 / width);
        using var down = places.ExtractBand(1) * (200.0 / height);
        using var both = (across + down) / 2;
        using var colours = across.Bandjoin(down, both);
        using var grain = Image.Gaussnoise(width, height, sigma: 12, mean: 20, seed: 7);
        using var photo = (colours + grain).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return photo.JpegsaveBuffer(q: 88);
    }
}
