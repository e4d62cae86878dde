using System.Diagnostics;

namespace Publisher.Scheduler;

/// <summary>
/// Traces of delivery. Tags are our own ids, networks and outcomes; never an address, as Telegram's holds its token, nor a text,
/// a name or the words of an exception. Without a listener nothing is made.
/// </summary>
internal static class Spans
{
    public const string SourceName = "Publisher.Delivery";
    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(string name, string network, string postId) =>
        Source.StartActivity(name)?.SetTag("publisher.network", network).SetTag("publisher.post", postId);

    public static Activity? OfWebhook(string webhookId) =>
        Source.StartActivity("webhook", ActivityKind.Client)?.SetTag("publisher.webhook", webhookId);

    /// <summary>Claims are told of only when they took something: they are made every second.</summary>
    public static void Claimed(int count, DateTimeOffset since)
    {
        if (count > 0)
        {
            Source
                .StartActivity("claim", ActivityKind.Internal, default(ActivityContext), startTime: since)
                ?.SetTag("publisher.posts", count)
                .Dispose();
        }
    }

    public static T Ended<T>(this Activity? span, T result, string outcome)
    {
        span?.SetTag("publisher.outcome", outcome);
        return result;
    }
}
