namespace Publisher.Channels;

/// <summary>What a network can do and where its limits lie. Sources stand with each network.</summary>
public sealed record NetworkProfile
{
    /// <summary>snake_case and stable, such as <c>mastodon</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As people write it, such as “Mastodon”.</summary>
    public required string DisplayName { get; init; }

    public required IReadOnlyList<Format> Formats { get; init; }
    public required TextRules Text { get; init; }
    public required ImageRules Images { get; init; }

    /// <summary>Null where no films are sent.</summary>
    public VideoRules? Video { get; init; }

    public required ReconcileKind Reconcile { get; init; }
    public required TakedownKind Takedown { get; init; }

    /// <summary>It can look for a part by what the part says, without the attempt's key: needed after a restore. Else that is left to a person.</summary>
    public bool FindsLost { get; init; }

    /// <summary>What holds for the text of a variant.</summary>
    public TextRules TextOf(Format format) => format == Format.VerticalVideo ? Video?.Text ?? Text : Text;

    /// <summary>How long a published part may stay invisible to reading back.</summary>
    public TimeSpan VisibilityLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the network remembers a native key, counted from the first attempt; trusted inside 80 % of it.</summary>
    public TimeSpan? KeyWindow { get; init; }

    /// <summary>How fast one channel may publish.</summary>
    public Pace Pace { get; init; } = new(Burst: 5, Every: TimeSpan.FromSeconds(2));

    public required IReadOnlyList<SettingField> Settings { get; init; }
    public required IReadOnlyList<SettingField> Credentials { get; init; }
}

/// <summary>A token bucket: <paramref name="Burst"/> calls at once, then one per <paramref name="Every"/>.</summary>
public sealed record Pace(int Burst, TimeSpan Every)
{
    public static Pace Unlimited { get; } = new(Burst: 1, Every: TimeSpan.Zero);
}

/// <summary>How long a text may be, in the network's own way of counting.</summary>
/// <param name="Limit">Longest text of one part; null: none.</param>
/// <param name="CaptionLimit">Longest text that goes with pictures in one part; null: same as <paramref name="Limit"/>.</param>
/// <param name="LimitBytes">Further limit in UTF-8 bytes.</param>
/// <param name="TitleLimit">For networks with a title of their own; null: no title field.</param>
/// <param name="UrlLength">What a URL counts, whatever its length; null: as it is.</param>
/// <param name="WarningInField">The content warning has a field of its own (and counts into the limit).</param>
/// <param name="LinksAllowed">False where links and handles are forbidden (TikTok).</param>
/// <param name="ShortMentions">Of a handle on another server only the name counts, such as <c>@news</c> of <c>@news@most.example</c>.</param>
/// <param name="SplitsLongText">Long form goes out as several parts rather than being cut.</param>
public sealed record TextRules(
    Markup Markup,
    CountUnit Unit,
    int? Limit,
    int? CaptionLimit = null,
    int? LimitBytes = null,
    int? TitleLimit = null,
    int? UrlLength = null,
    bool WarningInField = false,
    bool LinksAllowed = true,
    bool SplitsLongText = false,
    bool ShortMentions = false
);

public enum CountUnit
{
    CodePoints,
    Utf16Units,
    Graphemes,
    Utf8Bytes,

    /// <summary>By script, emoji as two (X).</summary>
    Weighted,

    /// <summary>Code points, but an emoji counts its UTF-8 bytes (Threads; CHANNELS 8).</summary>
    EmojiAsUtf8Bytes,
}

/// <summary>What pictures a network takes.</summary>
/// <param name="MaxCount">In one part.</param>
/// <param name="MaxSide">px of the longer side; pictures are scaled down to it.</param>
/// <param name="Shape">Shape of drawn slides.</param>
/// <param name="AltLimit">Longest alternative text in code points; null: none, 0: the network takes none.</param>
/// <param name="Brand">False where a logo, handle or link on the picture is forbidden.</param>
/// <param name="Pulled">The network fetches files itself from our <c>/m</c> links.</param>
public sealed record ImageRules(
    int MaxCount,
    long MaxBytes,
    int MaxSide,
    IReadOnlyList<string> MediaTypes,
    SlideShape Shape = SlideShape.Portrait4x5,
    int? AltLimit = null,
    bool Brand = true,
    bool Pulled = false
);

/// <summary>What films a network takes.</summary>
/// <param name="Text">Of the text beside a film; null: as elsewhere.</param>
public sealed record VideoRules(long MaxBytes, TimeSpan MaxDuration, TextRules? Text = null);

public enum SlideShape
{
    /// <summary>1080x1920 px.</summary>
    Vertical9x16,

    /// <summary>1080x1350 px.</summary>
    Portrait4x5,

    /// <summary>1080x1080 px.</summary>
    Square,
}

/// <summary>How the fate of an Uncertain attempt is learnt.</summary>
public enum ReconcileKind
{
    /// <summary>The network takes our key and answers a repeat with the first result.</summary>
    NativeKey,

    /// <summary>We choose the id, so we can ask for it.</summary>
    ClientId,

    /// <summary>Our own posts can be listed and compared.</summary>
    ReadBack,

    /// <summary>A handle tells the status.</summary>
    Status,

    /// <summary>It cannot be learnt: a person decides.</summary>
    None,
}

public enum TakedownKind
{
    /// <summary>Deleted, and read back as gone.</summary>
    Delete,

    /// <summary>Deleted here; copies elsewhere can only be asked to go.</summary>
    Request,

    /// <summary>Emptied, as it cannot be deleted.</summary>
    Blank,

    /// <summary>By hand in the network's app.</summary>
    Manual,
}

/// <summary>A setting or credential of a channel.</summary>
/// <param name="Choices">Allowed values; empty: any.</param>
/// <param name="Default">Taken when absent; null: nothing.</param>
public sealed record SettingField(
    string Name,
    bool Required,
    string Description,
    SettingKind Kind = SettingKind.Text,
    string? Default = null,
    params IReadOnlyList<string> Choices
);

public enum SettingKind
{
    Text,
    Url,
    Secret,
}
