using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>The channels of a trial, on every network that publishes text: some cut what is too long, some go on in further parts.</summary>
internal static class Outlets
{
    /// <summary>Bodies of <c>POST /v1/channels</c>.</summary>
    public static IEnumerable<JsonObject> All(Uri sandbox)
    {
        string At(string network) => new Uri(sandbox, network).ToString();
        foreach (var (name, longText) in new[] { ("one", "cut"), ("many", "thread") })
        {
            yield return Channel(
                "mastodon",
                "short_text",
                name,
                new() { ["baseUrl"] = At("mastodon"), ["longText"] = longText },
                new() { ["accessToken"] = $"sandbox-{name}" }
            );
            yield return Channel(
                "bluesky",
                "short_text",
                name,
                new() { ["baseUrl"] = At("bluesky"), ["longText"] = longText },
                new() { ["identifier"] = $"{name}.sandbox.test", ["password"] = "sandbox-bluesky" }
            );
        }

        foreach (var format in new[] { "short_text", "long_form" })
        {
            yield return Channel(
                "telegram",
                format,
                format,
                new() { ["chatId"] = $"@trial_{format}", ["baseUrl"] = At("telegram") },
                new() { ["botToken"] = "sandbox-telegram" }
            );
        }

        yield return Channel(
            "wordpress",
            "long_form",
            "site",
            new() { ["baseUrl"] = At("wordpress") },
            new() { ["username"] = "editorial", ["applicationPassword"] = "sandbox word press" }
        );
    }

    /// <summary>For pieces with a picture only.</summary>
    public static JsonObject TikTok(Uri sandbox) =>
        Channel(
            "tiktok",
            "vertical_images",
            "slides",
            new()
            {
                ["postMode"] = "direct",
                ["privacyLevel"] = "PUBLIC_TO_EVERYONE",
                ["baseUrl"] = new Uri(sandbox, "tiktok").ToString(),
            },
            new() { ["accessToken"] = "sandbox-tiktok" }
        );

    private static JsonObject Channel(string network, string format, string name, JsonObject settings, JsonObject credentials) =>
        new()
        {
            ["name"] = $"Trial {name}",
            ["network"] = network,
            ["format"] = format,
            ["language"] = "en",
            ["settings"] = settings,
            ["credentials"] = credentials,
        };
}
