namespace Publisher.Channels.Imaging;

/// <summary>Whose slide it is: the handle in the row of dots, and the logo. Nothing at all where the network forbids it.</summary>
internal sealed class BrandMarks
{
    /// <summary>px that stay for the dots beside a handle.</summary>
    private const int LeastForDots = 160;

    private const int GapToDots = 40;

    private readonly SlideLayout _layout;
    private readonly Stamp? _handle;
    private readonly Stamp? _logo;
    private readonly bool _rightToLeft;

    public BrandMarks(SlideLayout layout, TypeSetter setter, SlideDeck deck)
    {
        (_layout, _rightToLeft) = (layout, setter.RightToLeft);
        if (deck.Brand)
        {
            _handle = deck.Look.Handle is { } handle ? setter.SetLine(handle, layout.Type.Handle) : null;
            _logo = deck.Look.Logo?.Within(layout.LogoBox);
        }
    }

    /// <summary>Why the handle cannot be set; null when it can.</summary>
    public Problem? Problem =>
        _handle is { } handle && handle.Width > _layout.TextBox.Width - LeastForDots
            ? new Problem(
                "handle_too_wide",
                "settings.handle",
                $"The channel's handle is {handle.Width} px wide at {_layout.Type.Handle} px; a slide has room for {_layout.TextBox.Width - LeastForDots} px."
            )
            : null;

    public int RoomForDots => _layout.TextBox.Width - (_handle is { } handle ? handle.Width + GapToDots : 0);

    /// <summary>Where the handle lies, with the room around it in which contrast must hold; null without one.</summary>
    public Box? HandlePlace
    {
        get
        {
            if (_handle is not { } handle)
            {
                return null;
            }

            var place = InkOf(handle);
            const int Margin = TextPlacement.Margin;
            return new Box(place.Left, place.Top - Margin, place.Right, Math.Min(_layout.Height, place.Bottom + Margin));
        }
    }

    public void Draw(Canvas canvas)
    {
        if (_handle is { } handle)
        {
            var place = InkOf(handle);
            canvas.Draw(handle, place.Left, place.Top);
        }

        if (_logo is { } logo)
        {
            var (box, text) = (_layout.LogoBox, _layout.TextBox);
            var left = _rightToLeft ? text.Left + text.Right - box.Left - logo.Width : box.Left;
            canvas.Draw(logo, Math.Clamp(left, 0, _layout.Width - logo.Width), box.Top + ((box.Height - logo.Height) / 2));
        }
    }

    /// <summary>At the end of the row, on the dots' middle line.</summary>
    private Box InkOf(Stamp handle)
    {
        var left = _rightToLeft ? _layout.TextBox.Left : _layout.TextBox.Right - handle.Width;
        var top = _layout.DotsTop + ((_layout.DotSize - handle.Height) / 2);
        return new Box(left, top, left + handle.Width, top + handle.Height);
    }
}
