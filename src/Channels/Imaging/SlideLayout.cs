namespace Publisher.Channels.Imaging;

/// <summary>All sizes, places and colours of a slide, in px: what a template says. Nothing of it stands anywhere else.</summary>
/// <param name="TextBox">No ink of text lies outside: apps cover the rest with their own buttons.</param>
/// <param name="MostLines">Of a point; a hook has its own limit.</param>
/// <param name="DotsTop">Where the row of progress dots begins.</param>
internal sealed record SlideLayout(int Width, int Height, Box TextBox, int MostLines, int DotsTop)
{
    private static readonly SlideLayout Vertical = new(1080, 1920, new Box(120, 288, 888, 1248), MostLines: 9, DotsTop: 1296);
    private static readonly SlideLayout Portrait = new(1080, 1350, new Box(84, 120, 996, 1230), MostLines: 7, DotsTop: 1278);
    private static readonly SlideLayout Square = new(1080, 1080, new Box(84, 120, 996, 960), MostLines: 7, DotsTop: 1008);

    public SlidePalette Palette { get; } = new();

    public TypeScale Type { get; } = new();

    /// <summary>A hook's lines; longer ones are no hooks.</summary>
    public int MostHookLines { get; } = 5;

    /// <summary>Between a photo and the text under it.</summary>
    public int TextGap { get; } = 56;

    /// <summary>A photo that keeps at least this share of its area is cropped to cover the slide; another one is shown whole.</summary>
    public double CoverKeeps { get; } = 0.6;

    /// <summary>How far a photo that does not cover the slide melts into its fill.</summary>
    public int Melt { get; } = 200;

    /// <summary>Over how many px the scrim comes and goes.</summary>
    public int ScrimFade { get; } = 240;

    /// <summary>The least scrim under text that lies on the photo itself, whatever the contrast: a quiet ground reads better than a lively one.</summary>
    public double LeastScrim { get; } = 0.4;

    /// <summary>Enlarging a photo further than this gives a warning.</summary>
    public double MostEnlargement { get; } = 1.5;

    public Bar HookBar { get; } = new(Length: 120, Thickness: 10, Gap: 44);

    public Bar QuoteBar { get; } = new(Length: 0, Thickness: 10, Gap: 44);

    public int DotSize { get; } = 14;

    /// <summary>Contrast of text against the worst tile under it (WCAG 2.2, 1.4.3).</summary>
    public double Contrast { get; } = 4.5;

    /// <summary>The same for readers of 50 and older (WCAG 2.2, 1.4.6).</summary>
    public double LargeTypeContrast { get; } = 7;

    public static SlideLayout For(SlideShape shape) =>
        shape switch
        {
            SlideShape.Vertical9x16 => Vertical,
            SlideShape.Portrait4x5 => Portrait,
            SlideShape.Square => Square,
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape of slides."),
        };
}

/// <summary>Edges in px; <paramref name="Right"/> and <paramref name="Bottom"/> lie outside.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;
}

/// <summary>A stroke of the accent colour and its distance from the text.</summary>
internal sealed record Bar(int Length, int Thickness, int Gap);

/// <summary>Few colours, as 0xRRGGBB.</summary>
internal sealed record SlidePalette
{
    public Colour Text { get; } = new(0xFFFFFF);
    public Colour Accent { get; } = new(0xFFCB5C);
    public Colour CardTop { get; } = new(0x1B3350);
    public Colour CardBottom { get; } = new(0x0B1728);

    /// <summary>The blurred fill is drawn towards this.</summary>
    public Colour Fill { get; } = new(0x0E1826);

    /// <summary>Share of <see cref="Fill"/> in the blurred fill.</summary>
    public double FillShare { get; } = 0.55;
}
