using Publisher.Api.Conventions;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

/// <summary>A webhook as it comes in.</summary>
/// <param name="Events">Left out or empty: all.</param>
/// <param name="Enabled">Left out: true, also for one that had been switched off.</param>
internal sealed record SaveWebhook(string? Url, IReadOnlyList<string>? Events, string? Description, bool? Enabled)
{
    /// <summary>What is wished, or the refusal with all problems.</summary>
    public (WebhookWishes? Wishes, Reply? Refusal) Read(WebhookSetup setup)
    {
        var problems = new ProblemList();
        problems.Required("url", Url, 2000);
        var url = problems.Any ? null : problems.Url("url", Url);
        var description = problems.Optional("description", Description, 500);
        var wishes = url is null ? null : new WebhookWishes(url, [.. (Events ?? []).Distinct()], description, Enabled ?? true);
        foreach (var problem in wishes is null ? [] : setup.Check(wishes))
        {
            problems.Add(problem);
        }

        return problems.Any ? (null, Problems.Invalid(problems)) : (wishes, null);
    }
}

/// <param name="DisabledBecause"><c>gone</c>, <c>failing</c> or <c>switched_off</c>; null while on.</param>
/// <param name="OldSecretUntil">Until then the secrets from before a rotation sign too.</param>
internal sealed record WebhookView(
    string Id,
    string Url,
    IReadOnlyList<string> Events,
    string? Description,
    bool Enabled,
    string? DisabledBecause,
    DateTimeOffset? FailingSince,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt
)
{
    public static WebhookView Of(Webhook webhook) =>
        new(
            webhook.Id,
            webhook.Url,
            webhook.Events,
            webhook.Description,
            webhook.DisabledBecause is null,
            webhook.DisabledBecause,
            webhook.FailingSince,
            webhook.OldSecretUntil,
            webhook.CreatedAt
        );
}

/// <param name="Secret">Shown this once; null when the request is repeated.</param>
internal sealed record NewWebhookView(
    string Id,
    string Url,
    IReadOnlyList<string> Events,
    string? Description,
    bool Enabled,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt,
    string? Secret
)
{
    public static NewWebhookView Of(Webhook webhook, string? secret) =>
        new(
            webhook.Id,
            webhook.Url,
            webhook.Events,
            webhook.Description,
            webhook.DisabledBecause is null,
            webhook.OldSecretUntil,
            webhook.CreatedAt,
            secret
        );
}

/// <param name="EventId">The <c>webhook-id</c> it goes out with.</param>
/// <param name="LastError">Why no answer came; null when one did.</param>
internal sealed record WebhookDeliveryView(
    string Id,
    string WebhookId,
    string EventId,
    string Type,
    WebhookDeliveryState State,
    int Tries,
    DateTimeOffset? NextTryAt,
    int? LastStatus,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt
)
{
    public static WebhookDeliveryView Of(WebhookDelivery delivery) =>
        new(
            delivery.Id,
            delivery.WebhookId,
            delivery.EventId,
            delivery.Type,
            delivery.State,
            delivery.Tries,
            delivery.State is WebhookDeliveryState.Pending ? delivery.NextTryAt : null,
            delivery.LastStatus,
            delivery.LastError,
            delivery.CreatedAt,
            delivery.DeliveredAt
        );
}
