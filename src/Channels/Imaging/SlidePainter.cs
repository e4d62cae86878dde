namespace Publisher.Channels.Imaging;

/// <summary>Puts the parts of a slide on its ground: shade, accent, text, progress, and whose it is.</summary>
internal sealed class SlidePainter(SlideLayout layout, TypeSetter setter, SlideDeck deck, BrandMarks marks) : IDisposable
{
    private readonly Canvas _canvas = new(layout.Width, layout.Height);

    public void Dispose() => _canvas.Dispose();

    /// <summary>Draws one slide; the next one is drawn over it.</summary>
    public RenderedFile Paint(int number, FittedText fitted, TextPlacement place, SlideGround ground)
    {
        var slide = deck.Slides[number];
        _canvas.CopyFrom(ground.Canvas);
        if (slide.Photo is not null)
        {
            Shade(place, ground, fitted.HasAccent);
        }

        DrawAccent(slide.Kind, place.Ink);
        _canvas.Draw(fitted.Ink.Ink, place.Ink.Left, place.Ink.Top);
        DrawDots(number);
        marks.Draw(_canvas);
        return _canvas.ToJpeg();
    }

    /// <summary>From the text to the edge that is nearer to it, and under the handle when that lies at the other one.</summary>
    private void Shade(TextPlacement place, SlideGround ground, bool accent)
    {
        var under = place.Under(layout);
        var contrast = LegibleContrast.For(deck.LargeType);
        var needed = Scrim.Needed(_canvas, under, layout.Palette.Weakest(accent), contrast);
        var shade = place.Ink.Top < ground.PhotoBottom ? Math.Max(needed, layout.LeastScrim) : needed;
        var foot = marks.HandlePlace is { } handle ? Scrim.Needed(_canvas, handle, layout.Palette.Text.Luminance, contrast) : 0;
        if (place.IsUpper)
        {
            Scrim.Draw(_canvas, 0, under.Bottom, place.Fade, shade);
            if (marks.HandlePlace is { } lone)
            {
                var room = (int)(lone.Top - (ground.FocusY ?? under.Bottom));
                Scrim.Draw(_canvas, lone.Top, layout.Height, Math.Clamp(room, TextPlacement.ShortestFade, layout.ScrimFade), foot);
            }
        }
        else
        {
            Scrim.Draw(_canvas, under.Top, layout.Height, place.Fade, Math.Max(shade, foot));
        }
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
        var step = Math.Min(size * 2.0, (marks.RoomForDots - (2.0 * size)) / count);
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
