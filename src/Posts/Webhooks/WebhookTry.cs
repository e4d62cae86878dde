namespace Publisher.Posts.Webhooks;

/// <summary>One call that is to be made now; this process alone has it until the lease ends.</summary>
/// <param name="Secrets">All that sign, see <see cref="WebhookKeys"/>.</param>
public sealed record WebhookTry(string DeliveryId, string WebhookId, string EventId, Uri Url, string Body, IReadOnlyList<string> Secrets);

/// <summary>What came of it.</summary>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="Error">A code such as <c>timeout</c>; null when an answer came.</param>
public sealed record WebhookAnswer(WebhookTry Try, int? Status, string? Error)
{
    public bool IsDelivered => Status is >= 200 and < 300;
    public bool IsGone => Status is 410;
}

/// <summary>The calls to make now.</summary>
/// <param name="NextAt">When to ask again; null: at the next event.</param>
public sealed record WebhookTries(IReadOnlyList<WebhookTry> Items, DateTimeOffset? NextAt);
