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
        foreach (var tile in Tiles(canvas, under))
        {
            while (shade < 1 && tile.Luminance(tile.Deviation, 1 - shade) > limit)
            {
                shade += 0.01;
            }
        }

        return Math.Min(shade + 0.01, 1);
    }

    /// <summary>The contrast that ink of <paramref name="luminance"/> has against the tile nearest to it.</summary>
    public static double WorstContrast(Canvas canvas, Box under, double luminance) =>
        Tiles(canvas, under)
            .Min(tile =>
                Math.Min(
                    Colour.Contrast(luminance, tile.Luminance(tile.Deviation)),
                    Colour.Contrast(luminance, tile.Luminance(-tile.Deviation))
                )
            );

    /// <summary>Shades the rows from <paramref name="from"/> to <paramref name="until"/>, and ever less for <paramref name="fade"/> px beyond.</summary>
    public static void Draw(Canvas canvas, int from, int until, int fade, double shade)
    {
        for (var y = Math.Max(0, from - fade); y < Math.Min(canvas.Height, until + fade); y++)
        {
            var share = Math.Clamp(1 - ((double)Math.Max(from - y, y - until) / fade), 0, 1);
            PixelRows.Dim(canvas.Row(y), 256 - (int)Math.Round(256 * shade * share * share * (3 - (2 * share))));
        }
    }

    private static IEnumerable<TileMean> Tiles(Canvas canvas, Box under)
    {
        var (sums, squares) = (new ushort[under.Width * 3], new uint[under.Width * 3]);
        for (var top = under.Top; top < under.Bottom; top += Tile)
        {
            var bottom = Math.Min(top + Tile, under.Bottom);
            Add(canvas, under with { Top = top, Bottom = bottom }, sums, squares);
            for (var left = 0; left < under.Width; left += Tile)
            {
                yield return TileMean.Of(sums, squares, left, Math.Min(left + Tile, under.Width), bottom - top);
            }
        }
    }

    private static void Add(Canvas canvas, Box under, ushort[] sums, uint[] squares)
    {
        Array.Clear(sums);
        Array.Clear(squares);
        for (var y = under.Top; y < under.Bottom; y++)
        {
            var row = canvas.Row(y)[(under.Left * 3)..(under.Right * 3)];
            PixelRows.AddTo(sums, row);
            PixelRows.AddSquaresTo(squares, row);
        }
    }

    /// <summary>The mean of a tile, and how far its grains lie from it: letters must stand out from those too.</summary>
    private readonly record struct TileMean(double Red, double Green, double Blue, double Deviation)
    {
        public static TileMean Of(ushort[] sums, uint[] squares, int left, int right, int height)
        {
            var (red, green, blue, greens) = (0L, 0L, 0L, 0L);
            for (var at = left * 3; at < right * 3; at += 3)
            {
                red += sums[at];
                green += sums[at + 1];
                blue += sums[at + 2];
                greens += squares[at + 1];
            }

            double count = (right - left) * height;
            var mean = green / count;
            return new TileMean(red / count, mean, blue / count, Math.Sqrt(Math.Max(0, (greens / count) - (mean * mean))));
        }

        /// <param name="brighter">Steps of 255 that are added.</param>
        /// <param name="share">What a shade leaves of it.</param>
        public double Luminance(double brighter, double share = 1) =>
            Colour.LuminanceOf255(Lit(Red, brighter) * share, Lit(Green, brighter) * share, Lit(Blue, brighter) * share);

        private static double Lit(double value, double brighter) => Math.Clamp(value + brighter, 0, 255);
    }
}
