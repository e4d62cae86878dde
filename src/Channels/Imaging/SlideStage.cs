using Publisher.Channels.Templates;

namespace Publisher.Channels.Imaging;

/// <summary>All that draws the slides of one deck on one surface, in a template's sizes and colours.</summary>
internal sealed class SlideStage : IDisposable
{
    private readonly SlideDeck _deck;
    private readonly TypeSetter _setter;
    private readonly TextFitter _fitter;
    private readonly BrandMarks _marks;
    private readonly Stamp? _overlay;
    private readonly Lazy<SlidePainter> _painter;
    private readonly Dictionary<int, SlideGround> _grounds = [];

    public SlideStage(SlideDeck deck, SlideSurface surface)
    {
        _deck = deck;
        Layout = deck.Look.LayoutOf(deck.Shape, surface);
        _setter = new TypeSetter(deck.Language, Layout);
        _fitter = new TextFitter(Layout, _setter, deck);
        _marks = new BrandMarks(Layout, _setter, deck);
        var overlay = deck.Look.Template.Overlays.GetValueOrDefault((deck.Shape, surface));
        _overlay = overlay is null ? null : Stamp.OfOverlay(overlay, Layout.Width, Layout.Height);
        _painter = new Lazy<SlidePainter>(() => new SlidePainter(Layout, _setter, deck, _marks));
    }

    public SlideLayout Layout { get; }

    /// <summary>Why nothing can be drawn here; null when it can.</summary>
    public Problem? Problem => _marks.Problem;

    public (FittedText? Text, Problem? Problem) Fit(int number) => _fitter.Fit(_deck.Slides[number], number);

    /// <summary>What lies under the slides with this photo, or under those without one; drawn when it is first asked for.</summary>
    public (SlideGround Ground, bool IsNew) Ground(int? photo, IReadOnlyList<DecodedPhoto> photos)
    {
        if (_grounds.TryGetValue(photo ?? -1, out var known))
        {
            return (known, false);
        }

        var ground = photo is { } number ? SlideGround.Of(photos[number], Layout) : SlideGround.Card(Layout);
        _grounds.Add(photo ?? -1, ground);
        if (_overlay is { } overlay)
        {
            ground.Canvas.Draw(overlay, 0, 0);
        }

        return (ground, true);
    }

    public TextPlacement Place(int number, FittedText fitted, SlideGround ground) =>
        TextPlacement.Of(Layout, fitted.Ink, _deck.Slides[number], ground, _setter.RightToLeft);

    /// <summary>An overlay may lie under a card's text, where no shade helps: too little contrast is told, not drawn.</summary>
    public Problem? Illegible(int number, FittedText fitted, TextPlacement place, SlideGround ground)
    {
        if (_overlay is null || _deck.Slides[number].Photo is not null)
        {
            return null;
        }

        var least = LegibleContrast.For(_deck.LargeType);
        var ink = fitted.HasAccent ? new[] { Layout.Palette.Text, Layout.Palette.Accent } : [Layout.Palette.Text];
        var contrast = ink.Min(colour => Scrim.WorstContrast(ground.Canvas, place.Ink, colour.Luminance));
        return contrast >= least
            ? null
            : new Problem(
                "template_contrast",
                "settings.template",
                $"Slide {number + 1}: on the overlay of template {_deck.Look.Template.Name} text has a contrast of {contrast:0.0}; the least is {least:0.0}."
            );
    }

    public void Dispose()
    {
        if (_painter.IsValueCreated)
        {
            _painter.Value.Dispose();
        }

        foreach (var ground in _grounds.Values)
        {
            ground.Dispose();
        }
    }

    public RenderedFile Paint(int number, FittedText fitted, TextPlacement place, SlideGround ground) =>
        _painter.Value.Paint(number, fitted, place, ground);
}
