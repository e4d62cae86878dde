namespace Publisher.Channels.Imaging;

/// <summary>The sizes of type, in px of an em, as a template gives them. 44 px is the least that ISO 9241-3 lets be read, 56 px its preferred size.</summary>
internal sealed record TypeScale
{
    /// <summary>Of points.</summary>
    public required int Text { get; init; }

    /// <summary>Of points, for readers of 50 and older.</summary>
    public required int LargeText { get; init; }

    /// <summary>Georgian has no capitals: all its letters are low, so it is set larger by this.</summary>
    public required int GeorgianExtra { get; init; }

    /// <summary>Under this nothing that must be read is set.</summary>
    public required int Smallest { get; init; }

    /// <summary>Step of shrinking for a word that is too wide.</summary>
    public required int Step { get; init; }

    /// <summary>Sizes of a hook, each with the lines it may take; the last one shrinks for a wide word.</summary>
    public required IReadOnlyList<(int Size, int Lines)> Hook { get; init; }

    /// <summary>Sizes of a quote and of the closing slide; the last one may take all the lines there are.</summary>
    public required IReadOnlyList<(int Size, int Lines)> Quote { get; init; }

    /// <summary>A point without a photo has the slide to itself and is set large, if that takes no more lines than this.</summary>
    public required int CardLines { get; init; }

    /// <summary>Of the handle.</summary>
    public required int Handle { get; init; }

    /// <summary>Lines from baseline to baseline, in ems.</summary>
    public required double Pitch { get; init; }

    public required double HookPitch { get; init; }

    /// <summary>Arabic letters reach further up and down.</summary>
    public required double ArabicPitch { get; init; }

    /// <summary>Emoji fill their square; at this share they look no larger than the letters.</summary>
    public required double Emoji { get; init; }

    /// <summary>Sizes to try, largest first, each with the lines it may take, and whether only a wide word may bring it about.</summary>
    public IEnumerable<(int Size, int Lines, bool IsShrunk)> For(SlideText slide, SlideDeck deck, int mostLines)
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
            yield return (size, Math.Min(lines, mostLines), false);
        }

        for (var size = sizes[^1].Size - Step; size >= Smallest; size -= Step)
        {
            yield return (size, mostLines, true);
        }
    }
}
