namespace Publisher.Channels;

/// <summary>One revision rendered for one channel: exactly what will go out. Immutable; its hash is what people approve.</summary>
public sealed record Variant
{
    public required string ChannelId { get; init; }
    public required string Network { get; init; }
    public required Format Format { get; init; }

    /// <summary>BCP 47; told to networks that ask for it.</summary>
    public required string Language { get; init; }

    /// <summary>The visible messages, in the order they go out.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Name and version of the slide template; empty when nothing was drawn.</summary>
    public string Template { get; init; } = "";
}

/// <summary>One visible message: a status, an album, an article. It is published by one call and has one remote id.</summary>
public sealed record Part
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public PartKind Kind { get; init; } = PartKind.Message;

    /// <summary>The text in the network's own markup, final but for <see cref="PageUrlToken"/> and <see cref="FileToken"/>.</summary>
    public string Text { get; init; } = "";

    public Markup Markup { get; init; } = Markup.Plain;

    /// <summary>For networks with a title of their own (WordPress, TikTok, Telegraph).</summary>
    public string? Title { get; init; }

    /// <summary>For networks with an excerpt of their own.</summary>
    public string? Summary { get; init; }

    /// <summary>Content warning for networks with a field of their own (Mastodon's spoiler); elsewhere it already stands in the text.</summary>
    public string? Warning { get; init; }

    /// <summary>Hashtags without <c>#</c>, for networks that take them apart from the text; elsewhere they already stand in the text.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Where the whole piece can be read, for networks that take it apart from the text.</summary>
    public Uri? Link { get; init; }

    public string? Byline { get; init; }

    public bool Sensitive { get; init; }
    public bool Graphic { get; init; }

    /// <summary>Children can be seen. No network has a field for it; with <see cref="Graphic"/> two people must approve.</summary>
    public bool Minors { get; init; }

    public IReadOnlyList<VariantFile> Files { get; init; } = [];

    /// <summary>Stands in <see cref="Text"/> where the address of the page made by an earlier part belongs.</summary>
    public const string PageUrlToken = "{{page}}";

    /// <summary>Stands in <see cref="Text"/> where the public address of one of <see cref="Files"/> belongs.</summary>
    public static string FileToken(string sha256) => "{{file:" + sha256 + "}}";
}

public enum PartKind
{
    /// <summary>A post of the network itself.</summary>
    Message,

    /// <summary>A page beside the network that a later part links to (Telegraph).</summary>
    Page,
}

public enum Markup
{
    Plain,

    /// <summary>The tags of Telegram's HTML mode.</summary>
    TelegramHtml,

    /// <summary>HTML for a website.</summary>
    Html,

    /// <summary>A JSON array of Telegraph nodes.</summary>
    TelegraphNodes,
}

/// <summary>A picture or video that goes out with a part. The bytes lie in the media store under <paramref name="Sha256"/>.</summary>
/// <param name="Sha256">Lower-case hex of the bytes.</param>
/// <param name="Width">px; 0 for captions.</param>
/// <param name="Height">px; 0 for captions.</param>
/// <param name="Alt">Alternative text in the variant's language; empty when the editor gave none.</param>
public sealed record VariantFile(string Sha256, string MediaType, int Width, int Height, long Bytes, string Alt, FocusPoint? Focus = null)
{
    public FilePurpose Purpose { get; init; }
}

/// <summary>What a file is for.</summary>
public enum FilePurpose
{
    /// <summary>Readers see it in the post.</summary>
    Shown,

    /// <summary>The picture that stands for a film until it plays.</summary>
    Cover,

    /// <summary>The words of a film, as SRT or VTT.</summary>
    Captions,
}
