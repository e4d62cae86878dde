using System.Globalization;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Telegram;

/// <summary>What Telegraph's error words mean. They come with HTTP 200.</summary>
internal static class TelegraphAnswers
{
    private const string Flood = "FLOOD_WAIT_";

    /// <summary>The result, or null when the answer is a failure for <see cref="Judge{T}"/>.</summary>
    public static T? ResultOf<T>(this IApiResponse<TelegraphAnswer<T>> response)
        where T : class => response is { IsSuccessfulWithContent: true, Content: { Ok: true, Result: { } result } } ? result : null;

    /// <summary>A reader of this answer's error for <see cref="Answers"/>.</summary>
    public static Func<Refusal, Outcome?> Judge<T>(this IApiResponse<TelegraphAnswer<T>> response) =>
        _ => response.IsSuccessfulWithContent && response.Content is { Ok: false, Error: { } error } ? Judge(error) : null;

    private static Outcome Judge(string error) =>
        error switch
        {
            _ when error.StartsWith(Flood, StringComparison.Ordinal) => RateLimited(error[Flood.Length..]),
            "ACCESS_TOKEN_INVALID" => new Outcome.Refused(
                Outcome.TokenTrouble,
                "Telegraph does not know telegraphToken: make an account again with createAccount."
            ),
            "CONTENT_TOO_BIG" => new Outcome.Refused(
                "page_too_large",
                $"The page is larger than Telegraph's {TelegramProfile.MaxPageBytes} bytes."
            ),
            "PAGE_NOT_FOUND" => new Outcome.Refused("page_not_found", "Telegraph has no such page."),
            _ => new Outcome.Refused("telegraph_refused", $"Telegraph answered {Refusal.Shorten(error)}."),
        };

    private static Outcome.NotSent RateLimited(string seconds) =>
        new(
            "Telegraph asks us to slow down.",
            int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) ? TimeSpan.FromSeconds(wait) : null,
            RateLimited: true
        );
}
