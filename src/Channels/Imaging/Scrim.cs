namespace Publisher.Channels.Imaging;

/// <summary>The shade under text on a photo: as light as the contrast allows, measured on the pixels it lies on.</summary>
internal static class Scrim
{
    /// <summary>Finer than the 32 px that are asked for, so that no tile of that size can be worse, however it is placed.</summary>
    private const int Tile = 16;

    /// <summary>The least shade, 0 to 1, with which text of <paramref name="luminance"/> keeps <paramref name="contrast"/> in every tile.</summary>
    public static double Needed(Canvas canvas, Box under, double luminance, double contrast)
    {
        var limit = ((luminance + 0.05) / contrast) - 0.05;
        var shade = 0.0;
        for (var top = under.Top; top < under.Bottom; top += Tile)
        {
            for (var left = under.Left; left < under.Right; left += Tile)
            {
                var tile = Bright(canvas, left, top, Math.Min(left + Tile, under.Right), Math.Min(top + Tile, under.Bottom));
                while (shade < 1 && Luminance(tile, shade) > limit)
                {
                    shade += 0.01;
                }
            }
        }

        return Math.Min(shade + 0.01, 1);
    }

    /// <summary>The contrast that ink of <paramref name="luminance"/> has against the tile nearest to it.</summary>
    public static double WorstContrast(Canvas canvas, Box under, double luminance)
    {
        var worst = double.MaxValue;
        for (var top = under.Top; top < under.Bottom; top += Tile)
        {
            for (var left = under.Left; left < under.Right; left += Tile)
            {
                var (right, bottom) = (Math.Min(left + Tile, under.Right), Math.Min(top + Tile, under.Bottom));
                var (red, green, blue, deviation) = Mean(canvas, left, top, right, bottom);
                worst = Math.Min(worst, Colour.Contrast(luminance, LuminanceOf(red, green, blue, deviation)));
                worst = Math.Min(worst, Colour.Contrast(luminance, LuminanceOf(red, green, blue, -deviation)));
            }
        }

        return worst;
    }

    /// <summary>Shades the rows from <paramref name="from"/> to <paramref name="until"/>, and ever less for <paramref name="fade"/> px beyond.</summary>
    public static void Draw(Canvas canvas, int from, int until, int fade, double shade)
    {
        for (var y = Math.Max(0, from - fade); y < Math.Min(canvas.Height, until + fade); y++)
        {
            var share = Math.Clamp(1 - ((double)Math.Max(from - y, y - until) / fade), 0, 1);
            PixelRows.Dim(canvas.Row(y), 256 - (int)Math.Round(256 * shade * share * share * (3 - (2 * share))));
        }
    }

    private static double Luminance((double Red, double Green, double Blue) tile, double shade) =>
        Colour.LuminanceOf255(tile.Red * (1 - shade), tile.Green * (1 - shade), tile.Blue * (1 - shade));

    /// <summary>The mean of a tile and one deviation more: letters must stand out from its bright grains too.</summary>
    private static (double Red, double Green, double Blue) Bright(Canvas canvas, int left, int top, int right, int bottom)
    {
        var (red, green, blue, deviation) = Mean(canvas, left, top, right, bottom);
        return (Brighter(red, deviation), Brighter(green, deviation), Brighter(blue, deviation));
    }

    private static double LuminanceOf(double red, double green, double blue, double by) =>
        Colour.LuminanceOf255(Brighter(red, by), Brighter(green, by), Brighter(blue, by));

    private static (double Red, double Green, double Blue, double Deviation) Mean(Canvas canvas, int left, int top, int right, int bottom)
    {
        var (red, green, blue, squares) = (0L, 0L, 0L, 0L);
        for (var y = top; y < bottom; y++)
        {
            var row = canvas.Row(y)[(left * 3)..(right * 3)];
            for (var at = 0; at < row.Length; at += 3)
            {
                red += row[at];
                green += row[at + 1];
                blue += row[at + 2];
                squares += row[at + 1] * row[at + 1];
            }
        }

        double count = (right - left) * (bottom - top);
        var mean = green / count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        return (red / count, mean, blue / count, deviation);
    }

    private static double Brighter(double value, double by) => Math.Clamp(value + by, 0, 255);
}
