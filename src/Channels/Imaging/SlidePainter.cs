namespace Publisher.Channels.Imaging;

/// <summary>Puts the parts of a slide on its ground: shade, accent, text, progress.</summary>
internal sealed class SlidePainter(SlideLayout layout, TypeSetter setter, SlideDeck deck)
{
    /// <summary>px around the text in which contrast must hold.</summary>
    private const int Margin = 16;

    private readonly Canvas _canvas = new(layout.Width, layout.Height);

    /// <summary>Draws one slide; the next one is drawn over it.</summary>
    public RenderedFile Paint(int number, FittedText fitted, SlideGround ground)
    {
        var slide = deck.Slides[number];
        _canvas.CopyFrom(ground.Canvas);
        var place = Place(fitted.Ink, slide, ground);
        if (slide.Photo is not null)
        {
            Shade(place, ground, fitted.HasAccent);
        }

        DrawAccent(slide.Kind, place);
        _canvas.DrawText(fitted.Ink, place.Left, place.Top);
        DrawDots(number);
        return _canvas.ToJpeg();
    }

    /// <summary>Where the ink lies.</summary>
    private Box Place(SetText text, SlideText slide, SlideGround ground)
    {
        var box = layout.TextBox;
        var top = (int)Math.Round(BlockTop(text.BlockHeight, slide, ground) + text.Top);
        top = Math.Clamp(top, box.Top, box.Bottom - text.Height);
        var indent = slide.Kind == SlideKind.Quote ? layout.QuoteBar.Thickness + layout.QuoteBar.Gap : 0;
        var left = setter.RightToLeft ? box.Right - indent - text.Width : box.Left + indent + Math.Max(0, text.Left);
        left = Math.Clamp(left, box.Left, Math.Max(box.Left, box.Right - text.Width));
        return new Box(left, top, left + text.Width, top + text.Height);
    }

    /// <summary>Under the photo while there is room, else at the box's foot; on a card a little above the middle.</summary>
    private double BlockTop(double height, SlideText slide, SlideGround ground)
    {
        var box = layout.TextBox;
        if (slide.Photo is null)
        {
            return box.Top + ((box.Height - height) * 0.45);
        }

        var above = slide.Kind is SlideKind.Hook or SlideKind.Closing ? layout.HookBar.Thickness + layout.HookBar.Gap : 0;
        var top = Math.Min(ground.PhotoBottom + layout.TextGap + above, box.Bottom - height);
        return ground.FocusY > top - layout.TextGap && ground.FocusY > (box.Top + box.Bottom) / 2.0 ? box.Top : top;
    }

    /// <summary>From the text to the edge that is nearer to it, so that no band lies across the photo.</summary>
    private void Shade(Box place, SlideGround ground, bool accent)
    {
        var box = layout.TextBox;
        var under = new Box(box.Left, Math.Max(0, place.Top - Margin), box.Right, Math.Min(layout.Height, place.Bottom + Margin));
        var weakest = accent ? Math.Min(layout.Palette.Text.Luminance, layout.Palette.Accent.Luminance) : layout.Palette.Text.Luminance;
        var contrast = deck.LargeType ? layout.LargeTypeContrast : layout.Contrast;
        var needed = Scrim.Needed(_canvas, under, weakest, contrast);
        var shade = place.Top < ground.PhotoBottom ? Math.Max(needed, layout.LeastScrim) : needed;
        var upper = ground.FocusY > place.Bottom;
        Scrim.Draw(_canvas, upper ? 0 : under.Top, upper ? under.Bottom : layout.Height, layout.ScrimFade, shade);
    }

    private void DrawAccent(SlideKind kind, Box place)
    {
        var box = layout.TextBox;
        if (kind is SlideKind.Hook or SlideKind.Closing)
        {
            var bar = layout.HookBar;
            var left = setter.RightToLeft ? box.Right - bar.Length : box.Left;
            _canvas.DrawBar(left, place.Top - bar.Gap - bar.Thickness, bar.Length, bar.Thickness, layout.Palette.Accent);
        }
        else if (kind == SlideKind.Quote)
        {
            var bar = layout.QuoteBar;
            var left = setter.RightToLeft ? box.Right - bar.Thickness : box.Left;
            _canvas.DrawBar(left, place.Top, bar.Thickness, place.Height, layout.Palette.Accent);
        }
    }

    /// <summary>How far the reader is: instead of dots or dashes where a sentence runs on to the next slide.</summary>
    private void DrawDots(int number)
    {
        var count = deck.Slides.Count;
        if (count < 2)
        {
            return;
        }

        var size = layout.DotSize;
        var step = Math.Min(size * 2.0, (layout.TextBox.Width - (2.0 * size)) / count);
        var at = 0.0;
        for (var dot = 0; dot < count; dot++)
        {
            var current = dot == number;
            var width = current ? step + size : size;
            var left = setter.RightToLeft ? layout.TextBox.Right - at - width : layout.TextBox.Left + at;
            _canvas.DrawBar(left, layout.DotsTop, width, size, layout.Palette.Text, current ? 0.95 : 0.4);
            at += width + step - size;
        }
    }
}
