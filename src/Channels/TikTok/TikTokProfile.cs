namespace Publisher.Channels.TikTok;

/// <summary>
/// TikTok's limits. Sources: developers.tiktok.com, content-posting-api-reference-photo-post, -direct-post and
/// media-transfer-guide (2026-09); content-sharing-guidelines (no brand, link or watermark on what an app posts).
/// </summary>
internal static class TikTokProfile
{
    /// <summary>UTF-16 units.</summary>
    public const int TitleLimit = 90;

    /// <summary>UTF-16 units.</summary>
    public const int DescriptionLimit = 4000;

    /// <summary>Of the text beside a film, in UTF-16 units; a film has no title of its own.</summary>
    public const int VideoTextLimit = 2200;

    public const int MaxPictures = 35;
    public const long MaxPictureBytes = 20_000_000;

    public const long MaxVideoBytes = 4_000_000_000;

    /// <summary>What every account may post; some may post longer ones.</summary>
    public static readonly TimeSpan MaxVideoDuration = TimeSpan.FromMinutes(3);

    /// <summary>“Maximum 1080p”: larger ones end as <c>picture_size_check_failed</c>.</summary>
    public const int LongSide = 1920;
    public const int ShortSide = 1080;

    public static IReadOnlyList<string> PrivacyLevels { get; } =
    ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"];

    public static NetworkProfile Profile { get; } =
        new()
        {
            Name = "tiktok",
            DisplayName = "TikTok",
            Formats = [Format.VerticalImages, Format.VerticalVideo],
            Text = new TextRules(Markup.Plain, CountUnit.Utf16Units, DescriptionLimit, TitleLimit: TitleLimit, LinksAllowed: false),
            Images = new ImageRules(
                MaxPictures,
                MaxPictureBytes,
                LongSide,
                ["image/jpeg"],
                SlideShape.Vertical9x16,
                AltLimit: 0,
                Brand: false,
                Pulled: true
            ),
            Video = new VideoRules(
                MaxVideoBytes,
                MaxVideoDuration,
                new TextRules(Markup.Plain, CountUnit.Utf16Units, VideoTextLimit, LinksAllowed: false)
            ),
            Reconcile = ReconcileKind.Status,
            Takedown = TakedownKind.Manual,
            // Six inits a minute and token.
            Pace = new Pace(Burst: 1, Every: TimeSpan.FromSeconds(10)),
            Settings =
            [
                new(
                    "postMode",
                    Required: false,
                    "inbox: a person finishes the post in the app. direct: it goes out by itself; needs an audited app.",
                    SettingKind.Text,
                    "inbox",
                    "inbox",
                    "direct"
                ),
                new(
                    "privacyLevel",
                    Required: false,
                    "Who may see a direct post; needed when postMode is direct.",
                    SettingKind.Text,
                    null,
                    PrivacyLevels
                ),
                new("baseUrl", Required: false, "Address of another TikTok API.", SettingKind.Url, "https://open.tiktokapis.com"),
            ],
            Credentials =
            [
                new("accessToken", Required: true, "Lives 24 h; renewed when the three below are given.", SettingKind.Secret),
                new("refreshToken", Required: false, "Renews the access token; replaced when TikTok gives a new one.", SettingKind.Secret),
                new("clientKey", Required: false, "The app's key, for renewing.", SettingKind.Secret),
                new("clientSecret", Required: false, "The app's secret, for renewing.", SettingKind.Secret),
            ],
        };
}
