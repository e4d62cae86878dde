using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Mastodon;

/// <summary>What the instance says about itself.</summary>
internal static class MastodonInstance
{
    public static JsonObject View(HostString host) =>
        new()
        {
            ["domain"] = host.Value,
            ["title"] = "Sandbox",
            ["version"] = "4.5.0",
            ["languages"] = new JsonArray("en"),
            ["configuration"] = new JsonObject
            {
                ["statuses"] = new JsonObject
                {
                    ["max_characters"] = MastodonRules.TextLimit,
                    ["max_media_attachments"] = MastodonRules.AttachmentLimit,
                    ["characters_reserved_per_url"] = 23,
                },
                ["media_attachments"] = new JsonObject
                {
                    ["description_limit"] = MastodonRules.DescriptionLimit,
                    ["image_matrix_limit"] = MastodonRules.PicturePixels,
                    ["image_size_limit"] = MastodonRules.PictureBytes,
                    ["video_size_limit"] = MastodonRules.FilmBytes,
                    ["video_frame_rate_limit"] = 120,
                    ["video_matrix_limit"] = 8_294_400,
                    ["supported_mime_types"] = new JsonArray([.. MastodonRules.MediaTypes.Select(type => JsonValue.Create(type))]),
                },
            },
            ["api_versions"] = new JsonObject { ["mastodon"] = 7 },
        };
}
