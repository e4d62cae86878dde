using System.Text.Json.Nodes;

namespace Publisher.Sandbox.TikTok;

/// <summary>What the init of a post must say. Texts are counted in UTF-16 units.</summary>
internal static class TikTokPostRules
{
    private const int TitleLimit = 90;
    private const int DescriptionLimit = 4000;
    private const int FilmTitleLimit = 2200;
    private const int PictureLimit = 35;

    public static readonly string[] PrivacyLevels = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];

    public static TikTokError? ProblemOf(Call call)
    {
        var info = call.Node("post_info") as JsonObject ?? [];
        if (call.Text("media_type") != "PHOTO")
        {
            return Invalid("media_type must be PHOTO");
        }

        if (call.Text("post_mode") is not ("DIRECT_POST" or "MEDIA_UPLOAD"))
        {
            return Invalid("post_mode must be DIRECT_POST or MEDIA_UPLOAD");
        }

        if (((string?)info["title"] ?? "").Length > TitleLimit || ((string?)info["description"] ?? "").Length > DescriptionLimit)
        {
            return Invalid($"title is limited to {TitleLimit} and description to {DescriptionLimit} UTF-16 units");
        }

        return SourceProblem(call.Node("source_info")) ?? (call.Text("post_mode") == "DIRECT_POST" ? DirectProblem(info) : null);
    }

    public static TikTokError? ProblemOfFilm(Call call, bool isDirect)
    {
        var source = call.Node("source_info");
        if ((string?)source?["source"] != "PULL_FROM_URL")
        {
            return Invalid("source_info must be PULL_FROM_URL with video_url");
        }

        if (!Puller.MayPull((string?)source["video_url"], out _))
        {
            return new TikTokError(403, "url_ownership_unverified", "Please review our URL ownership verification rules");
        }

        var info = call.Node("post_info") as JsonObject ?? [];
        return !isDirect ? null
            : ((string?)info["title"] ?? "").Length > FilmTitleLimit ? Invalid($"title is limited to {FilmTitleLimit} UTF-16 units")
            : DirectProblem(info);
    }

    private static TikTokError? SourceProblem(JsonNode? source)
    {
        if ((string?)source?["source"] != "PULL_FROM_URL" || source["photo_images"] is not JsonArray { Count: > 0 } images)
        {
            return Invalid("source_info must be PULL_FROM_URL with photo_images");
        }

        if (
            images.Count > PictureLimit
            || (int?)source["photo_cover_index"] is not (null or >= 0)
            || (int?)source["photo_cover_index"] >= images.Count
        )
        {
            return Invalid($"photo_images is limited to {PictureLimit}, and photo_cover_index must be one of them");
        }

        return images.All(image => Puller.MayPull((string?)image, out _))
            ? null
            : new TikTokError(403, "url_ownership_unverified", "Please review our URL ownership verification rules");
    }

    private static TikTokError? DirectProblem(JsonObject info)
    {
        if (!PrivacyLevels.Contains((string?)info["privacy_level"]))
        {
            return new TikTokError(403, "privacy_level_option_mismatch", "privacy_level is none of the creator's options");
        }

        return info["brand_content_toggle"] is null || info["brand_organic_toggle"] is null
            ? Invalid("brand_content_toggle and brand_organic_toggle are required")
            : null;
    }

    private static TikTokError Invalid(string message) => new(400, "invalid_params", message);
}

internal sealed record TikTokError(int Status, string Code, string Message);
