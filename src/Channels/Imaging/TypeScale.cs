namespace Publisher.Channels.Imaging;

/// <summary>The sizes of type, in px of an em. SLIDES' reasons: 44 px is the least that ISO 9241-3 lets be read, 56 px its preferred size.</summary>
internal sealed record TypeScale
{
    /// <summary>Of points.</summary>
    public int Text { get; } = 56;

    /// <summary>Of points, for readers of 50 and older.</summary>
    public int LargeText { get; } = 64;

    /// <summary>Georgian has no capitals: all its letters are low, so it is set larger by this.</summary>
    public int GeorgianExtra { get; } = 4;

    /// <summary>Under this nothing that must be read is set.</summary>
    public int Smallest { get; } = 48;

    /// <summary>Step of shrinking for a word that is too wide.</summary>
    public int Step { get; } = 4;

    /// <summary>Sizes of a hook, each with the lines it may take; the last one shrinks for a wide word.</summary>
    public IReadOnlyList<(int Size, int Lines)> Hook { get; } = [(96, 3), (84, 4), (72, 5)];

    /// <summary>Sizes of a quote and of the closing slide; the last one may take all the lines there are.</summary>
    public IReadOnlyList<(int Size, int Lines)> Quote { get; } = [(72, 5), (64, int.MaxValue)];

    /// <summary>A point without a photo has the slide to itself and is set large, if that takes no more lines than this.</summary>
    public int CardLines { get; } = 6;

    /// <summary>Lines from baseline to baseline, in ems.</summary>
    public double Pitch { get; } = 1.34;

    public double HookPitch { get; } = 1.28;

    /// <summary>Arabic letters reach further up and down.</summary>
    public double ArabicPitch { get; } = 1.5;

    /// <summary>Emoji fill their square; at this share they look no larger than the letters.</summary>
    public double Emoji { get; } = 0.85;

    /// <summary>Sizes to try, largest first, each with the lines it may take.</summary>
    public IEnumerable<(int Size, int Lines)> For(SlideText slide, SlideDeck deck, int mostLines)
    {
        var georgian = deck.Language.StartsWith("ka", StringComparison.OrdinalIgnoreCase) ? GeorgianExtra : 0;
        var plain = ((deck.LargeType ? LargeText : Text) + georgian, mostLines);
        IReadOnlyList<(int Size, int Lines)> sizes = slide.Kind switch
        {
            SlideKind.Hook => Hook,
            SlideKind.Quote or SlideKind.Closing => Quote,
            _ => slide.Photo is null ? [(LargeText + georgian, CardLines), plain] : [plain],
        };
        foreach (var (size, lines) in sizes)
        {
            yield return (size, Math.Min(lines, mostLines));
        }

        for (var size = sizes[^1].Size - Step; size >= Smallest; size -= Step)
        {
            yield return (size, mostLines);
        }
    }
}
