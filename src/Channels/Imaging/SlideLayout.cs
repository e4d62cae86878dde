using Publisher.Channels.Templates;

namespace Publisher.Channels.Imaging;

/// <summary>All sizes, places and colours of one kind of slide, in px: what a template says for one shape. Nothing of it stands in code.</summary>
internal sealed record SlideLayout
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>No ink of text lies outside: apps cover the rest with their own buttons.</summary>
    public required Box TextBox { get; init; }

    /// <summary>Of a point; a hook has its own limit.</summary>
    public required int MostLines { get; init; }

    /// <summary>Where the row of progress dots begins; a handle stands in the same row.</summary>
    public required int DotsTop { get; init; }

    /// <summary>A logo is shown whole in here, at the side where lines begin.</summary>
    public required Box LogoBox { get; init; }

    public required SlidePalette Palette { get; init; }

    public required TypeFamily Family { get; init; }

    public required TypeScale Type { get; init; }

    /// <summary>Between a photo and the text under it.</summary>
    public required int TextGap { get; init; }

    /// <summary>A photo that keeps at least this share of its area is cropped to cover the slide; another one is shown whole.</summary>
    public required double CoverKeeps { get; init; }

    /// <summary>How far a photo that does not cover the slide melts into its fill.</summary>
    public required int Melt { get; init; }

    /// <summary>Over how many px the scrim comes and goes.</summary>
    public required int ScrimFade { get; init; }

    /// <summary>The least scrim under text that lies on the photo itself, whatever the contrast: a quiet ground reads better than a lively one.</summary>
    public required double LeastScrim { get; init; }

    /// <summary>Enlarging a photo further than this gives a warning.</summary>
    public required double MostEnlargement { get; init; }

    public required Bar HookBar { get; init; }

    public required Bar QuoteBar { get; init; }

    public required int DotSize { get; init; }

    /// <summary>A hook's lines; longer ones are no hooks.</summary>
    public int MostHookLines => Type.Hook[^1].Lines;

    /// <summary>The default template's layout for slides on photos.</summary>
    public static SlideLayout For(SlideShape shape) => SlideLook.Default.LayoutOf(shape, SlideSurface.Photo);
}

/// <summary>Edges in px; <paramref name="Right"/> and <paramref name="Bottom"/> lie outside.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;
}

/// <summary>A stroke of the accent colour and its distance from the text.</summary>
internal sealed record Bar(int Length, int Thickness, int Gap);
