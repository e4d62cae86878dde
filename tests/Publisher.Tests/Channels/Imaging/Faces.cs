using NetVips;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>A grey photo with one red spot in the middle, which stands for a face: any red that is left is a trace of it.</summary>
internal static class Faces
{
    public const int Width = 800;
    public const int Height = 600;

    /// <summary>A box around the face, as an editor would draw it by eye: a little too small.</summary>
    public static object Box { get; } = new
    {
        x = 0.41,
        y = 0.41,
        w = 0.18,
        h = 0.18,
    };

    /// <param name="face">Its colour; red when null.</param>
    public static byte[] Photo(string extension = "jpg", double[]? face = null)
    {
        using var grey = Pictures.Plain(Width, Height, 150, 150, 150);
        using var photo = grey.Mutate(image =>
            image.DrawRect(face ?? [255, 0, 0], Width * 2 / 5, Height * 2 / 5, Width / 5, Height / 5, fill: true)
        );
        return extension switch
        {
            "png" => photo.PngsaveBuffer(),
            "webp" => photo.WebpsaveBuffer(q: 90),
            _ => photo.JpegsaveBuffer(q: 95),
        };
    }

    /// <summary>How much red shows, of 255; below 30 there is none but the coder's noise.</summary>
    public static double Redness(byte[] picture)
    {
        _ = Pictures.Library;
        using var image = Image.NewFromBuffer(picture);
        using var redness = image[0] - image[1];
        return redness.Max();
    }

    /// <summary>How far the pixels of the covered box, grown by a fifth, differ from each other, of 255.</summary>
    public static double Unevenness(byte[] picture)
    {
        _ = Pictures.Library;
        using var image = Image.NewFromBuffer(picture);
        var (width, height) = ((int)(image.Width * 0.21), (int)(image.Height * 0.21));
        using var box = image.ExtractArea((int)(image.Width * 0.395), (int)(image.Height * 0.395), width, height);
        return Enumerable.Range(0, 3).Max(band => box[band].Max() - box[band].Min());
    }
}
