namespace Publisher.Channels.Mastodon;

/// <summary>
/// Limits of an instance with default settings. Sources: mastodon/documentation (methods/statuses, methods/media, entities/Instance,
/// api/rate-limits; 2026-07) and StatusLengthValidator in its source. <c>CheckAsync</c> compares them with what the instance itself says.
/// <para>
/// The <c>Idempotency-Key</c> lives for an hour, but was seen stored late, so that a repeat after a 504 doubled:
/// it only stands beside reading back, which is what decides.
/// </para>
/// <para>
/// Deleting is verified at our own instance. Every visibility but <c>direct</c> has by then travelled to other servers, which are asked to
/// delete and may not: the honest result is Requested.
/// </para>
/// </summary>
internal static class MastodonProfile
{
    public const int TextLimit = 500;
    public const int UrlLength = 23;
    public const int MaxImages = 4;

    public static NetworkProfile Profile { get; } =
        new()
        {
            Name = "mastodon",
            DisplayName = "Mastodon",
            Formats = [Format.ShortText],
            Text = new TextRules(
                Markup.Plain,
                CountUnit.Graphemes,
                TextLimit,
                UrlLength: UrlLength,
                WarningInField: true,
                ShortMentions: true
            ),
            // The server takes 16 MiB and 33 megapixels and scales down to 8.3 megapixels itself; 8 MB and 2560 px lose nothing a reader sees.
            Images = new ImageRules(MaxImages, 8_000_000, MaxSide: 2560, ["image/jpeg", "image/png", "image/webp"], AltLimit: 1500),
            Reconcile = ReconcileKind.ReadBack,
            Takedown = TakedownKind.Request,
            FindsLost = true,
            KeyWindow = TimeSpan.FromHours(1),
            // 300 statuses in 3 h for one account: a long thread at once, and 270 more.
            Pace = new Pace(Burst: 30, Every: TimeSpan.FromSeconds(40)),
            Settings =
            [
                new("baseUrl", Required: true, "Address of the instance, such as https://mastodon.example.", SettingKind.Url),
                new(
                    "visibility",
                    Required: false,
                    "Who sees the posts; private means followers only.",
                    SettingKind.Text,
                    MastodonSettings.DefaultVisibility,
                    "public",
                    "unlisted",
                    "private",
                    "direct"
                ),
                SharedFields.LongText,
                SharedFields.RequireAlt,
                SharedFields.Links,
            ],
            Credentials =
            [
                new(
                    "accessToken",
                    Required: true,
                    "From Settings > Development of the shared account; scopes read and write.",
                    SettingKind.Secret
                ),
            ],
        };
}
