using System.Globalization;

namespace Publisher.Channels.Imaging;

/// <summary>
/// A picture under numbered lines, so that a person can name a box of it: each number is the fraction of width or height at its line,
/// as <see cref="CoverBox"/> counts. Needs no fonts.
/// </summary>
public static class PictureGrid
{
    public const int FewestCells = 2;
    public const int MostCells = 50;

    /// <summary>px; a grid is looked at on a screen.</summary>
    private const int LongestSide = 2048;

    private const int DigitHeight = 5;

    /// <summary>Three dots wide, five rows from the top.</summary>
    private static readonly string[] Digits =
    [
        "111101101101111",
        "010110010010111",
        "111001111100111",
        "111001111001111",
        "101101111001001",
        "111100111001111",
        "111100111101111",
        "111001001001001",
        "111101111101111",
        "111101111001111",
    ];

    private static readonly Colour Light = new(0xFFFFFF);
    private static readonly Colour Dark = new(0x000000);

    /// <summary>A JPEG of the same shape, its longer side at most 2048 px.</summary>
    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <param name="cells">In each direction, from <see cref="FewestCells"/> to <see cref="MostCells"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a picture.</exception>
    public static RenderedFile Draw(byte[] scrubbed, int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, FewestCells);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells, MostCells);
        using var photo = DecodedPhoto.LoadWithin(scrubbed, covers: null, LongestSide);
        using var canvas = new Canvas(photo.Image.Width, photo.Image.Height);
        photo.Image.WriteToMemory<byte>().CopyTo(canvas.Pixels);
        for (var line = 1; line < cells; line++)
        {
            DrawLines(canvas, canvas.Width * line / cells, canvas.Height * line / cells);
        }

        DrawNumbers(canvas, cells, Math.Clamp(Math.Max(canvas.Width, canvas.Height) / 400, 2, 4));
        return canvas.ToJpeg();
    }

    /// <summary>Light beside dark: one of the two stands out from any picture.</summary>
    private static void DrawLines(Canvas canvas, int x, int y)
    {
        Fill(canvas, x, 0, 1, canvas.Height, Light);
        Fill(canvas, x + 1, 0, 1, canvas.Height, Dark);
        Fill(canvas, 0, y, canvas.Width, 1, Light);
        Fill(canvas, 0, y + 1, canvas.Width, 1, Dark);
    }

    /// <summary>Along the upper and the left edge; where cells are narrower than a number, only every second, third… line has one.</summary>
    private static void DrawNumbers(Canvas canvas, int cells, int dot)
    {
        string[] numbers =
        [
            .. Enumerable.Range(0, cells).Select(line => ((double)line / cells).ToString("0.0##", CultureInfo.InvariantCulture)),
        ];
        var (widest, height) = (numbers.Max(Width) * dot, (DigitHeight + 2) * dot);
        for (var line = 0; line < cells; line += Step(canvas.Width, cells, widest))
        {
            DrawNumber(canvas, numbers[line], canvas.Width * line / cells, 0, dot);
        }

        var step = Step(canvas.Height, cells, height);
        for (var line = step; line < cells; line += step)
        {
            DrawNumber(canvas, numbers[line], 0, canvas.Height * line / cells, dot);
        }
    }

    private static int Step(int side, int cells, int needed) => 1 + (needed * cells / side);

    private static void DrawNumber(Canvas canvas, string number, int left, int top, int dot)
    {
        Fill(canvas, left, top, Width(number) * dot, (DigitHeight + 2) * dot, Dark);
        var at = left + dot;
        foreach (var letter in number)
        {
            if (letter is '.')
            {
                Fill(canvas, at, top + (DigitHeight * dot), dot, dot, Light);
            }
            else
            {
                DrawDigit(canvas, Digits[letter - '0'], at, top + dot, dot);
            }

            at += Advance(letter) * dot;
        }
    }

    private static void DrawDigit(Canvas canvas, string dots, int left, int top, int dot)
    {
        for (var index = 0; index < dots.Length; index++)
        {
            if (dots[index] is '1')
            {
                Fill(canvas, left + (index % 3 * dot), top + (index / 3 * dot), dot, dot, Light);
            }
        }
    }

    /// <summary>In dots, with one free at the left.</summary>
    private static int Width(string number) => 1 + number.Sum(Advance);

    private static int Advance(char letter) => letter is '.' ? 2 : 4;

    private static void Fill(Canvas canvas, int left, int top, int width, int height, Colour colour)
    {
        for (var y = top; y < Math.Min(top + height, canvas.Height); y++)
        {
            var row = canvas.Row(y);
            for (var x = left; x < Math.Min(left + width, canvas.Width); x++)
            {
                (row[x * 3], row[(x * 3) + 1], row[(x * 3) + 2]) = (colour.Red, colour.Green, colour.Blue);
            }
        }
    }
}
