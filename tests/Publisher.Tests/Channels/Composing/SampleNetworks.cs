using Publisher.Channels;

namespace Publisher.Tests.Channels.Composing;

/// <summary>Profiles with the rules of real networks, as data.</summary>
internal static class SampleNetworks
{
    public static NetworkProfile Mastodon { get; } =
        Network(
            "mastodon",
            new TextRules(Markup.Plain, CountUnit.Graphemes, 500, UrlLength: 23, WarningInField: true),
            4,
            Format.ShortText
        );

    public static NetworkProfile Bluesky { get; } =
        Network("bluesky", new TextRules(Markup.Plain, CountUnit.Graphemes, 300, LimitBytes: 3000), 4, Format.ShortText);

    public static NetworkProfile Telegram { get; } =
        Network(
            "telegram",
            new TextRules(Markup.TelegramHtml, CountUnit.CodePoints, 4096, CaptionLimit: 1024, SplitsLongText: true),
            10,
            Format.LongForm,
            Format.ShortText
        );

    public static NetworkProfile WordPress { get; } =
        Network("wordpress", new TextRules(Markup.Html, CountUnit.CodePoints, null, TitleLimit: 200), 50, Format.LongForm);

    public static NetworkProfile TikTok { get; } =
        Network(
            "tiktok",
            new TextRules(Markup.Plain, CountUnit.Utf16Units, 4000, TitleLimit: 90, LinksAllowed: false),
            new ImageRules(35, 20_000_000, 1920, ["image/jpeg"], SlideShape.Vertical9x16, AltLimit: 0, Brand: false, Pulled: true),
            Format.VerticalImages,
            Format.VerticalVideo
        );

    private static NetworkProfile Network(string name, TextRules text, int images, params Format[] formats) =>
        Network(name, text, new ImageRules(images, 10_000_000, 2560, ["image/jpeg"], AltLimit: 1500), formats);

    private static NetworkProfile Network(string name, TextRules text, ImageRules images, params Format[] formats) =>
        new()
        {
            Name = name,
            DisplayName = name,
            Formats = formats,
            Text = text,
            Images = images,
            Reconcile = ReconcileKind.None,
            Takedown = TakedownKind.Delete,
            Settings = [],
            Credentials = [],
        };
}
