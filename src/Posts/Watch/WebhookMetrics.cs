using System.Diagnostics.Metrics;
using Publisher.Posts.Webhooks;

namespace Publisher.Posts.Watch;

/// <summary>Tries of webhooks by what came of them; never an address.</summary>
public sealed class WebhookMetrics
{
    private readonly Counter<long> _tries;

    public WebhookMetrics(IMeterFactory meters) =>
        _tries = meters.Create("Publisher.Webhooks").CreateCounter<long>("publisher.webhook.tries", "{try}", "Calls to endpoints.");

    public void Tried(WebhookAnswer answer) => _tries.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(answer)));

    /// <summary>The word for an answer in metrics and traces: a code of ours, or the hundred of its status.</summary>
    public static string NameOf(WebhookAnswer answer) =>
        answer switch
        {
            { IsDelivered: true } => "delivered",
            { Error: { } code } => code,
            _ => $"status_{answer.Status / 100}xx",
        };
}
