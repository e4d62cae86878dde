namespace Publisher.Channels.WordPress;

/// <summary>
/// What a WordPress website takes. Sources: WP-API/docs reference/posts and reference/media (2025-06), and WordPress 6.1 itself:
/// the text has no limit, pictures over 2560 px are scaled, a slug that is taken gets <c>-2</c> once the post is public.
/// <para>
/// The author is whoever owns the application password: a shared account. No author and no date is ever sent.
/// </para>
/// </summary>
internal static class WordPressProfile
{
    public static NetworkProfile Profile { get; } =
        new()
        {
            Name = "wordpress",
            DisplayName = "WordPress",
            Formats = [Format.LongForm],
            Text = new TextRules(Markup.Html, CountUnit.Graphemes, Limit: null, TitleLimit: 500),
            Images = new ImageRules(20, 8_000_000, MaxSide: 2560, ["image/jpeg", "image/png", "image/webp"]),
            Reconcile = ReconcileKind.ReadBack,
            Takedown = TakedownKind.Delete,
            FindsLost = true,
            Settings =
            [
                new("baseUrl", Required: true, "Address of the website, such as https://news.example.", SettingKind.Url),
                new(
                    "status",
                    Required: false,
                    "What a published post becomes: public, private, or pending for an editor of the website.",
                    SettingKind.Text,
                    WordPressSettings.DefaultStatus,
                    "publish",
                    "private",
                    "pending"
                ),
                SharedFields.Links,
            ],
            Credentials =
            [
                new("username", Required: true, "The shared account that posts appear under.", SettingKind.Secret),
                new(
                    "applicationPassword",
                    Required: true,
                    "From Users > Profile > Application Passwords of that account.",
                    SettingKind.Secret
                ),
            ],
        };
}
