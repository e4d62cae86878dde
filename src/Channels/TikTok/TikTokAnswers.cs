using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.TikTok;

/// <summary>
/// What TikTok's error codes mean; they come with HTTP 200 too. A day's cap is refused rather than put off: the day is longer than a post
/// may be late, and a person can retry tomorrow or post by hand today.
/// </summary>
internal static class TikTokAnswers
{
    public const string TokenInvalid = "access_token_invalid";
    public const string PrivacyMismatch = "privacy_level_option_mismatch";

    private const string Fine = "ok";

    // No Retry-After is documented; the window is a minute.
    private static readonly TimeSpan _rateWindow = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, string> _sentences = new()
    {
        ["spam_risk_too_many_posts"] = "TikTok takes no more posts from this account today (about 15 a day): retry tomorrow.",
        ["reached_active_user_cap"] = "The app has reached its accounts for today: retry tomorrow.",
        ["spam_risk_too_many_pending_share"] = "Five posts wait in the app's inbox: finish or discard them there, then retry.",
        ["spam_risk_user_banned_from_posting"] = "TikTok has barred the account from posting: look into the app.",
        ["unaudited_client_can_only_post_to_private_accounts"] =
            "TikTok has not audited the app yet: make the account private and set privacyLevel to SELF_ONLY, or set postMode to inbox.",
        ["url_ownership_unverified"] =
            "TikTok fetches pictures from verified addresses only: verify the domain of Public:BaseUrl in TikTok's developer portal.",
        [PrivacyMismatch] = "The account does not offer this privacyLevel now: choose another in the channel's settings.",
        ["app_version_check_failed"] = "The account's TikTok app is older than 31.8: update it.",
        ["invalid_publish_id"] = "TikTok no longer knows this post: look into the app.",
    };

    /// <summary>What was asked for, or null when the answer is a failure for <see cref="Judge{T}"/>.</summary>
    public static T? DataOf<T>(this IApiResponse<TikTokAnswer<T>> response)
        where T : class => response is { IsSuccessfulWithContent: true, Content: { Error.Code: Fine, Data: { } data } } ? data : null;

    /// <summary>The error's code, whatever the HTTP status; null when there is none.</summary>
    public static string? ErrorOf<T>(this IApiResponse<TikTokAnswer<T>> response)
        where T : class => Read(response) is { Code: not (null or Fine) } error ? error.Code : null;

    /// <summary>A reader of this answer's error for <see cref="Answers"/>.</summary>
    public static Func<Refusal, Outcome?> Judge<T>(this IApiResponse<TikTokAnswer<T>> response)
        where T : class =>
        refusal => Read(response) is { Code: { } code and not Fine } error ? Judge(code, error.Message, refusal.Status) : null;

    private static Outcome? Judge(string code, string? message, int status) =>
        code switch
        {
            "rate_limit_exceeded" => new Outcome.NotSent("TikTok asks us to slow down.", _rateWindow, RateLimited: true),
            TokenInvalid => new Outcome.Refused(
                Outcome.TokenTrouble,
                "TikTok no longer accepts the access token: connect the channel again."
            ),
            "scope_not_authorized" => new Outcome.Refused(
                Outcome.TokenTrouble,
                "The account has not allowed the app to post: connect it again with video.publish (direct) or video.upload (inbox)."
            ),
            // TikTok itself failed: it may have taken the post all the same.
            "internal_error" => null,
            _ when status >= 500 => null,
            _ => new Outcome.Refused(
                Refusal.Shorten(code),
                _sentences.GetValueOrDefault(code) ?? $"TikTok answered {Refusal.Shorten($"{code}: {message}")}"
            ),
        };

    private static TikTokError? Read<T>(IApiResponse<TikTokAnswer<T>> response)
        where T : class =>
        response.IsSuccessfulWithContent ? response.Content?.Error
        : response.IsReceived ? Refusal.Of(response).Read(TikTokJson.Default.TikTokFailure)?.Error
        : null;
}
