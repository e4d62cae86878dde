using System.Globalization;

namespace Publisher.Channels.TikTok;

/// <summary>What the states of a taken post mean.</summary>
internal static class TikTokStatusReader
{
    /// <summary>A few small pictures are often through at once, and nobody should wait for a look at the clock.</summary>
    public static TimeSpan FirstLookAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Pulling and checking take half a minute to two minutes; 30 questions a minute are allowed.</summary>
    public static TimeSpan LookAgainAfter { get; } = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> _reasons = new()
    {
        ["photo_pull_failed"] = "TikTok could not fetch the pictures: check that Public:BaseUrl can be reached from outside, then retry.",
        ["video_pull_failed"] = "TikTok could not fetch the film: check that Public:BaseUrl can be reached from outside, then retry.",
        ["duration_check_failed"] = "TikTok refuses the film's length.",
        ["frame_rate_check_failed"] = "TikTok refuses the film's frame rate.",
        ["picture_size_check_failed"] = "TikTok refuses a picture's size.",
        ["file_format_check_failed"] = "TikTok cannot read a picture or the film.",
        ["auth_removed"] = "The account has taken its permission back: connect the channel again.",
        ["publish_cancelled"] = "The post was cancelled at TikTok.",
        ["spam_risk_text"] = "TikTok takes the text for spam.",
        ["internal"] = "TikTok failed inside: retry.",
    };

    /// <param name="username">As it stands in links; null when TikTok never told it.</param>
    public static Found Read(TikTokStatus status, string publishId, string? username) =>
        status switch
        {
            { Status: "PUBLISH_COMPLETE", PublicalyAvailablePostId: [var post, ..] } => new Found.Landed(
                TikTokLinks.OfPost(post),
                username is null ? null : TikTokLinks.Post(username, post.ToString(CultureInfo.InvariantCulture))
            ),
            // Only public posts get an id, and only after moderation.
            { Status: "PUBLISH_COMPLETE" } => new Found.Landed(
                TikTokLinks.OfPublish(publishId),
                username is null ? null : TikTokLinks.Account(username)
            ),
            { Status: "SEND_TO_USER_INBOX" } => new Found.HandedOver(),
            { Status: "FAILED" } => Failed(status.FailReason ?? "failed"),
            { Status: "PROCESSING_UPLOAD" or "PROCESSING_DOWNLOAD" } => new Found.Working(LookAgainAfter),
            _ => new Found.Unknown("TikTok told a state that is not documented.", LookAgainAfter),
        };

    private static Found.Failed Failed(string code)
    {
        var known = Http.Refusal.Shorten(code);
        return new Found.Failed(known, _reasons.GetValueOrDefault(code) ?? $"TikTok could not publish the post: {known}.");
    }
}
