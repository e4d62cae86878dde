using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>A channel of the demo and the people it serves.</summary>
/// <param name="Key">Names its folder in the output.</param>
internal sealed record Audience(
    string Key,
    string Name,
    string Network,
    string Format,
    string Language,
    string AgeBand,
    string Region,
    JsonObject Settings,
    JsonObject Credentials
)
{
    /// <summary>The six channels, over all six APIs.</summary>
    /// <param name="sandbox">Where the stand-ins listen.</param>
    public static IReadOnlyList<Audience> All(Uri sandbox)
    {
        string At(string network) => new Uri(sandbox, network).ToString();
        return
        [
            new(
                "telegram-ru",
                "Readers at home",
                "telegram",
                "long_form",
                "ru",
                "50+",
                "AM",
                new()
                {
                    ["chatId"] = "@sandbox_bridge",
                    ["longText"] = "telegraph",
                    ["baseUrl"] = At("telegram"),
                    ["telegraphBaseUrl"] = At("telegraph"),
                },
                new() { ["botToken"] = "sandbox-telegram", ["telegraphToken"] = "sandbox-telegraph" }
            ),
            new(
                "wordpress-ru",
                "The website",
                "wordpress",
                "long_form",
                "ru",
                "35+",
                "AM",
                new() { ["baseUrl"] = At("wordpress") },
                new() { ["username"] = "editorial", ["applicationPassword"] = "sandbox word press" }
            ),
            new(
                "tiktok-az",
                "Gənclər",
                "tiktok",
                "vertical_images",
                "az",
                "16-24",
                "AZ",
                new()
                {
                    ["postMode"] = "direct",
                    ["privacyLevel"] = "PUBLIC_TO_EVERYONE",
                    ["baseUrl"] = At("tiktok"),
                },
                new() { ["accessToken"] = "sandbox-tiktok-az" }
            ),
            new(
                "tiktok-hy",
                "Երիտասարդներ",
                "tiktok",
                "vertical_images",
                "hy",
                "16-24",
                "AM",
                new()
                {
                    ["postMode"] = "direct",
                    ["privacyLevel"] = "PUBLIC_TO_EVERYONE",
                    ["baseUrl"] = At("tiktok"),
                },
                new() { ["accessToken"] = "sandbox-tiktok-hy" }
            ),
            new(
                "mastodon-en",
                "Friends abroad",
                "mastodon",
                "short_text",
                "en",
                "25-40",
                "EU",
                new() { ["baseUrl"] = At("mastodon") },
                new() { ["accessToken"] = "sandbox-mastodon" }
            ),
            new(
                "bluesky-hy",
                "Սփյուռք",
                "bluesky",
                "short_text",
                "hy",
                "25-40",
                "FR",
                new() { ["baseUrl"] = At("bluesky") },
                new() { ["identifier"] = "bridge.sandbox.test", ["password"] = "sandbox-bluesky" }
            ),
        ];
    }

    /// <summary>The body of <c>POST /v1/channels</c>.</summary>
    public JsonObject ToChannel() =>
        new()
        {
            ["name"] = Name,
            ["network"] = Network,
            ["format"] = Format,
            ["language"] = Language,
            ["audience"] = new JsonObject { ["ageBand"] = AgeBand, ["region"] = Region },
            ["settings"] = Settings.DeepClone(),
            ["credentials"] = Credentials.DeepClone(),
        };
}
