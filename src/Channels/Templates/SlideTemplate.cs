using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>
/// How all slides of a deck look: one family for photos with captions, cards with points and quotes, and the closing card, in each shape.
/// Read from a folder's <c>template.json</c>; it never changes while the service runs.
/// </summary>
public sealed record SlideTemplate
{
    /// <summary>What people choose it by; the name of its folder.</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Description { get; init; }

    /// <summary>SHA-256 over the folder's files, lower-case hex: approvals void when it changes, even if the version stays.</summary>
    public required string Hash { get; init; }

    /// <summary>The first is taken when a channel names none.</summary>
    public required IReadOnlyList<TypeFamily> Fonts { get; init; }

    /// <summary>Name, version and the beginning of the hash: what a variant's own hash covers.</summary>
    public string Id => $"{Name}/{Version}#{Hash[..12]}";

    /// <summary>Sizes in px.</summary>
    public IReadOnlyList<(SlideShape Shape, int Width, int Height)> Shapes =>
        [.. Layouts.Select(pair => (pair.Key, pair.Value.Width, pair.Value.Height)).OrderBy(shape => shape.Key)];

    /// <summary>As <c>#RRGGBB</c>.</summary>
    public IReadOnlyDictionary<string, string> Colours =>
        new Dictionary<string, string>
        {
            ["photo.text"] = $"{Palettes[SlideSurface.Photo].Text}",
            ["photo.accent"] = $"{Palettes[SlideSurface.Photo].Accent}",
            ["card.text"] = $"{Palettes[SlideSurface.Card].Text}",
            ["card.accent"] = $"{Palettes[SlideSurface.Card].Accent}",
            ["card.top"] = $"{Palettes[SlideSurface.Card].Top}",
            ["card.bottom"] = $"{Palettes[SlideSurface.Card].Bottom}",
            ["closing.text"] = $"{Palettes[SlideSurface.Closing].Text}",
            ["closing.accent"] = $"{Palettes[SlideSurface.Closing].Accent}",
            ["closing.top"] = $"{Palettes[SlideSurface.Closing].Top}",
            ["closing.bottom"] = $"{Palettes[SlideSurface.Closing].Bottom}",
        };

    /// <summary>With the photo surface's colours.</summary>
    internal IReadOnlyDictionary<SlideShape, SlideLayout> Layouts { get; init; } = new Dictionary<SlideShape, SlideLayout>();

    internal IReadOnlyDictionary<SlideSurface, SlidePalette> Palettes { get; init; } = new Dictionary<SlideSurface, SlidePalette>();

    /// <summary>SVG files drawn between ground and text.</summary>
    internal IReadOnlyDictionary<(SlideShape Shape, SlideSurface Surface), byte[]> Overlays { get; init; } =
        new Dictionary<(SlideShape Shape, SlideSurface Surface), byte[]>();

    /// <summary>Records compare their members; a template is the same when its files are.</summary>
    public bool Equals(SlideTemplate? other) => other is not null && other.Name == Name && other.Hash == Hash;

    public override int GetHashCode() => HashCode.Combine(Name, Hash);
}
