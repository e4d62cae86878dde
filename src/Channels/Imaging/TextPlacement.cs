namespace Publisher.Channels.Imaging;

/// <summary>Where a slide's text lies, and where its shade does.</summary>
/// <param name="Ink">Of the letters.</param>
/// <param name="IsUpper">The shade reaches to the upper edge, so that no band lies across the photo; else to the lower one.</param>
/// <param name="Fade">px over which the shade ends; short where the focus is near, as that stays as it is.</param>
/// <param name="CoversFocus">There was no room beside what the photo is about.</param>
internal sealed record TextPlacement(Box Ink, bool IsUpper, int Fade, bool CoversFocus)
{
    /// <summary>px around the text in which contrast must hold.</summary>
    public const int Margin = 16;

    /// <summary>px; a shade without any would end in a line.</summary>
    public const int ShortestFade = 8;

    /// <summary>What the shade lies under at its full strength.</summary>
    public Box Under(SlideLayout layout) =>
        new(layout.TextBox.Left, Math.Max(0, Ink.Top - Margin), layout.TextBox.Right, Math.Min(layout.Height, Ink.Bottom + Margin));

    /// <summary>
    /// On a card a little above the middle; on a photo under it while there is room, else at the box's foot, or at its top when that
    /// leaves the focus free and the foot does not.
    /// </summary>
    public static TextPlacement Of(SlideLayout layout, SetText text, SlideText slide, SlideGround ground, bool rightToLeft)
    {
        var box = layout.TextBox;
        if (slide.Photo is null)
        {
            var middle = At(layout, text, slide, box.Top + ((box.Height - text.BlockHeight) * 0.45), rightToLeft);
            return new TextPlacement(middle, IsUpper: false, layout.ScrimFade, CoversFocus: false);
        }

        var above = slide.Kind is SlideKind.Hook or SlideKind.Closing ? layout.HookBar.Thickness + layout.HookBar.Gap : 0;
        var underPhoto = Math.Min(ground.PhotoBottom + layout.TextGap + above, box.Bottom - text.BlockHeight);
        var lower = At(layout, text, slide, underPhoto, rightToLeft);
        if (ground.FocusY is not { } focus)
        {
            return new TextPlacement(lower, IsUpper: false, layout.ScrimFade, CoversFocus: false);
        }

        var upper = At(layout, text, slide, box.Top + above, rightToLeft);
        var (overLower, underUpper) = (lower.Top - above - focus, focus - upper.Bottom);
        var isUpper = overLower < layout.TextGap && underUpper > overLower;
        var free = isUpper ? underUpper : overLower;
        var fade = Math.Clamp((int)(free + (isUpper ? 0 : above)) - Margin, ShortestFade, layout.ScrimFade);
        return new TextPlacement(isUpper ? upper : lower, isUpper, fade, free < layout.TextGap);
    }

    private static Box At(SlideLayout layout, SetText text, SlideText slide, double blockTop, bool rightToLeft)
    {
        var box = layout.TextBox;
        var top = Math.Clamp((int)Math.Round(blockTop + text.Top), box.Top, box.Bottom - text.Height);
        var indent = slide.Kind == SlideKind.Quote ? layout.QuoteBar.Thickness + layout.QuoteBar.Gap : 0;
        var left = rightToLeft ? box.Right - indent - text.Width : box.Left + indent + Math.Max(0, text.Left);
        left = Math.Clamp(left, box.Left, Math.Max(box.Left, box.Right - text.Width));
        return new Box(left, top, left + text.Width, top + text.Height);
    }
}
