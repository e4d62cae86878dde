using System.Globalization;
using System.Net;
using System.Text;

namespace Publisher.Sandbox.Demo;

/// <summary>One message as its readers see it, drawn as a telephone's screen.</summary>
internal static class Phone
{
    /// <param name="pictureAt">Address of a picture by its SHA-256, relative to the page.</param>
    public static string Draw(Delivery delivery, LedgerEntry entry, Func<string, string> pictureAt)
    {
        var audience = delivery.Audience;
        var screen = entry.Network switch
        {
            "tiktok" => Slides(audience, entry, pictureAt),
            "telegram" => Bubble(audience, entry, pictureAt),
            "telegraph" or "wordpress" => Article(audience, entry, pictureAt),
            _ => Note(audience, entry, pictureAt),
        };
        var language = WebUtility.HtmlEncode(audience.Language);
        return $"""
            <figure class="card">
              <div class="phone {entry.Network}"><div class="screen" lang="{language}" tabindex="0">{screen}</div></div>
              {Strip(entry, pictureAt)}<figcaption><b>{NetworkName(entry.Network)}</b> · {LanguageName(audience.Language)} · {WebUtility.HtmlEncode(
                audience.AgeBand
            )} · {WebUtility.HtmlEncode(audience.Region)}<br>
                <span class="ok">visible once</span> since {entry.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC{Pictures(
                entry
            )}</figcaption>
            </figure>

            """;
    }

    private static string Slides(Audience audience, LedgerEntry entry, Func<string, string> pictureAt)
    {
        var slides = string.Concat(
            entry.Media.Select(
                (medium, index) => $"<img src=\"{pictureAt(medium.Sha256)}\" alt=\"{Text(medium.Alt ?? $"Slide {index + 1}")}\">"
            )
        );
        return $"""
            <div class="slides">{slides}</div>
            <div class="rail"><i>♥</i><i>✎</i><i>➤</i></div>
            <div class="caption"><b>{Text(audience.Name)}</b><p>{SafeMarkup.FromPlain(
                entry.Text
            )}</p><small>1/{entry.Media.Count} · swipe ›</small></div>
            """;
    }

    // A page cannot be swiped at a glance, so the slides stand side by side as well.
    private static string Strip(LedgerEntry entry, Func<string, string> pictureAt) =>
        entry.Network == "tiktok"
            ? $"<div class=\"strip\">{string.Concat(entry.Media.Select(medium => $"<img src=\"{pictureAt(medium.Sha256)}\" alt=\"\">"))}</div>"
            : "";

    private static string Bubble(Audience audience, LedgerEntry entry, Func<string, string> pictureAt) =>
        $"""
            <header><span class="face">{Initial(audience)}</span><div><b>{Text(audience.Name)}</b><small>channel</small></div></header>
            <div class="bubble">{Media(entry, pictureAt)}<div class="text">{SafeMarkup.Show(entry.Markup ?? entry.Text)}</div><time>{entry.At.ToString(
            "HH:mm",
            CultureInfo.InvariantCulture
        )}</time></div>
            """;

    private static string Article(Audience audience, LedgerEntry entry, Func<string, string> pictureAt)
    {
        var (title, body) = TitleAndBody(entry);
        return $"""
            <header><b>{Text(entry.Network == "telegraph" ? "Instant view" : audience.Name)}</b></header>
            <article><h1>{Text(title)}</h1>{Media(entry, pictureAt)}{SafeMarkup.Show(body)}</article>
            """;
    }

    private static string Note(Audience audience, LedgerEntry entry, Func<string, string> pictureAt) =>
        $"""
            <header><b>{NetworkName(entry.Network)}</b></header>
            <div class="note"><div class="who"><span class="face">{Initial(audience)}</span><div><b>{Text(
                audience.Name
            )}</b><small>@bridge</small></div></div>
            <div class="text">{SafeMarkup.FromPlain(entry.Text)}</div>{Media(
                entry,
                pictureAt
            )}<div class="bar">↩ &nbsp; ⟲ &nbsp; ☆</div></div>
            """;

    private static string Media(LedgerEntry entry, Func<string, string> pictureAt)
    {
        var html = new StringBuilder();
        foreach (var medium in entry.Media)
        {
            html.Append(CultureInfo.InvariantCulture, $"<img src=\"{pictureAt(medium.Sha256)}\" alt=\"{Text(medium.Alt ?? "")}\">");
            if (medium.Alt is { Length: > 0 } alt)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"alt\"><b>ALT</b> {Text(alt)}</p>");
            }
        }

        return html.ToString();
    }

    // The ledger's text begins with the title where the network has one; its markup holds only the body.
    private static (string Title, string Body) TitleAndBody(LedgerEntry entry)
    {
        var lines = entry.Text.Split('\n', 2);
        return (lines[0], entry.Markup ?? (lines.Length > 1 ? lines[1] : ""));
    }

    private static string Pictures(LedgerEntry entry) =>
        entry.Media.Count switch
        {
            0 => "",
            1 => ", 1 picture",
            var count => $", {count} pictures",
        };

    private static string Initial(Audience audience) => Text(StringInfo.GetNextTextElement(audience.Name));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string NetworkName(string network) =>
        network switch
        {
            "telegram" => "Telegram",
            "telegraph" => "Telegraph page",
            "tiktok" => "TikTok",
            "wordpress" => "WordPress",
            "mastodon" => "Mastodon",
            "bluesky" => "Bluesky",
            _ => Text(network),
        };

    private static string LanguageName(string language) =>
        language switch
        {
            "ru" => "Russian",
            "en" => "English",
            "hy" => "Armenian",
            "az" => "Azerbaijani",
            _ => Text(language),
        };
}
