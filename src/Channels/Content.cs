namespace Publisher.Channels;

/// <summary>What an editor submitted. One revision of it; it never changes.</summary>
public sealed record Content
{
    /// <summary>The texts by BCP 47 language tag (<c>ru</c>, <c>hy</c>, <c>az</c>, <c>ka</c>, <c>en</c>…).</summary>
    public required IReadOnlyDictionary<string, LocalText> Texts { get; init; }

    /// <summary>A shared identity such as “Editorial team”; never a person.</summary>
    public string? Byline { get; init; }

    /// <summary>Where the whole piece can be read.</summary>
    public Uri? Link { get; init; }

    public IReadOnlyList<ContentMedia> Media { get; init; } = [];

    /// <summary>A warning that networks show before the text, by language.</summary>
    public IReadOnlyDictionary<string, string> ContentWarning { get; init; } = new Dictionary<string, string>();

    public ContentNotes Notes { get; init; } = new(Graphic: false, Minors: false);

    /// <summary>Pictures are hidden behind a click where the network can do that.</summary>
    public bool Sensitive { get; init; }

    /// <summary>The newsroom's own labels; never published.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of the channels it is for.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>What one channel gets instead, by channel id.</summary>
    public IReadOnlyDictionary<string, ContentOverride> Overrides { get; init; } = new Dictionary<string, ContentOverride>();

    /// <summary>The text that a channel of this language gets; null when there is none.</summary>
    public LocalText? TextIn(string language) =>
        Texts.GetValueOrDefault(language)
        ?? Texts.FirstOrDefault(pair => pair.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>A piece in one language. <paramref name="Body"/> is Markdown; <paramref name="Slides"/> empty means: cut them from the text.</summary>
/// <param name="Machine">A machine wrote it and no person has accepted it yet.</param>
/// <param name="BasedOn">What it was translated from.</param>
public sealed record LocalText(
    string? Title,
    string? Summary,
    string Body,
    IReadOnlyList<string> Slides,
    IReadOnlyList<string> Hashtags,
    bool Machine = false,
    TextSource? BasedOn = null
);

/// <summary>The language and revision a translation was made from.</summary>
public sealed record TextSource(string Language, int Revision);

/// <summary>A picture or video of the piece.</summary>
/// <param name="Alt">Alternative text by language; an empty one says that the picture is decorative.</param>
public sealed record ContentMedia(
    string Id,
    IReadOnlyDictionary<string, string> Alt,
    FocusPoint? Focus = null,
    IReadOnlyList<CoverBox>? Covers = null
);

/// <summary>The point that a crop keeps; 0,0 is the top left, 1,1 the bottom right.</summary>
public sealed record FocusPoint(double X, double Y);

/// <summary>An area painted over before any resize, in fractions of width and height.</summary>
public sealed record CoverBox(double X, double Y, double W, double H);

public sealed record ContentNotes(bool Graphic, bool Minors);

/// <summary>What one channel gets instead of the common text; null leaves the common part as it is.</summary>
/// <param name="Text">Markdown in place of title, summary and body.</param>
/// <param name="Link"><c>false</c> leaves the link out.</param>
public sealed record ContentOverride(string? Text, IReadOnlyList<string>? Slides, IReadOnlyList<string>? Hashtags, bool? Link);
