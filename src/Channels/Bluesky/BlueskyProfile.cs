namespace Publisher.Channels.Bluesky;

/// <summary>
/// Limits of <c>app.bsky.feed.post</c> and its embeds. Sources: the lexicons and packages/pds of bluesky-social/atproto (2026-08) and
/// its rate-limit guide. The lexicon takes pictures of 2,000,000 bytes; older servers stop at 976 KiB, so that is ours.
/// <para>
/// The record key is ours and the same on every try, so a repeated <c>putRecord</c> changes nothing, and <c>getRecord</c> answers
/// whether a lost one landed.
/// </para>
/// <para>Deleting is verified at the account's server. Relays and apps have copied the record by then and are only told: Requested.</para>
/// </summary>
internal static class BlueskyProfile
{
    public static NetworkProfile Profile { get; } =
        new()
        {
            Name = "bluesky",
            DisplayName = "Bluesky",
            Formats = [Format.ShortText],
            Text = new TextRules(Markup.Plain, CountUnit.Graphemes, 300, LimitBytes: 3000),
            Images = new ImageRules(4, 976 * 1024, MaxSide: 2000, ["image/jpeg", "image/png", "image/webp"], AltLimit: 2000),
            Reconcile = ReconcileKind.ClientId,
            Takedown = TakedownKind.Request,
            FindsLost = true,
            Settings =
            [
                new("baseUrl", Required: true, "Address of the account's server, such as https://bsky.social.", SettingKind.Url),
                SharedFields.LongText,
                SharedFields.RequireAlt,
                SharedFields.Links,
            ],
            Credentials =
            [
                new("identifier", Required: true, "Handle of the shared account, such as news.example.", SettingKind.Secret),
                new("password", Required: true, "An app password of the account, from Settings > App Passwords.", SettingKind.Secret),
            ],
        };
}
