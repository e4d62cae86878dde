namespace Publisher.Channels.Telegram;

/// <summary>
/// Telegram's limits. Sources: Bot API 10.1 (2026-06); tdlib's <c>message_text_length_max</c> and <c>message_caption_length_max</c>,
/// counted in code points after entities; bot FAQ “Hitting limits” (one message a second to one chat).
/// </summary>
internal static class TelegramProfile
{
    public const int TextLimit = 4096;
    public const int CaptionLimit = 1024;

    /// <summary>An album holds up to ten pictures.</summary>
    public const int MaxPictures = 10;

    /// <summary>The longer side may be this many times the shorter.</summary>
    public const int MaxRatio = 20;

    /// <summary>Of one uploaded picture.</summary>
    public const long MaxPictureBytes = 10_000_000;

    /// <summary>Of one Telegraph page's nodes as JSON in UTF-8.</summary>
    public const int MaxPageBytes = 65_536;

    public const int PageTitleLimit = 256;

    public static NetworkProfile Profile { get; } =
        new()
        {
            Name = "telegram",
            DisplayName = "Telegram",
            Formats = [Format.LongForm, Format.ShortText, Format.VerticalImages],
            Text = new TextRules(Markup.TelegramHtml, CountUnit.CodePoints, TextLimit, CaptionLimit, SplitsLongText: true),
            // The apps show 2560 px at most (width and height together may be 10,000); alternative text has no field.
            Images = new ImageRules(MaxPictures, MaxPictureBytes, MaxSide: 2560, ["image/jpeg"], SlideShape.Portrait4x5, AltLimit: 0),
            Reconcile = ReconcileKind.None,
            // Messages younger than 48 h are deleted; older ones and Telegraph pages are emptied.
            Takedown = TakedownKind.Delete,
            Pace = new Pace(Burst: 1, Every: TimeSpan.FromSeconds(1)),
            Settings =
            [
                new("chatId", Required: true, "The channel's @name, or its number (-100…)."),
                new(
                    "longText",
                    Required: false,
                    "Long text as several messages, or as a Telegraph page, which can be emptied but never deleted.",
                    SettingKind.Text,
                    "parts",
                    "parts",
                    "telegraph"
                ),
                new("probeChatId", Required: false, "A private chat of the bot, kept for finding lost messages."),
                new(
                    "images",
                    Required: false,
                    "Pictures on Telegraph pages: none, or from this service's public address (Public:BaseUrl, https).",
                    SettingKind.Text,
                    "none",
                    "none",
                    "own_host"
                ),
                SharedFields.Links,
                new("baseUrl", Required: false, "Address of another Bot API server.", SettingKind.Url, "https://api.telegram.org"),
                new("telegraphBaseUrl", Required: false, "Address of another Telegraph API.", SettingKind.Url, "https://api.telegra.ph"),
            ],
            Credentials =
            [
                new("botToken", Required: true, "From @BotFather; the bot must be an administrator who may post.", SettingKind.Secret),
                new("telegraphToken", Required: false, "From Telegraph's createAccount; needed for Telegraph pages.", SettingKind.Secret),
            ],
        };
}
