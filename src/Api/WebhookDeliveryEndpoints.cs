using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

internal static class WebhookDeliveryEndpoints
{
    public static void MapWebhookDeliveries(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/webhooks/{id}/deliveries", List)
            .WithTags("Webhooks")
            .Needs(Scopes.Read, Scopes.Webhooks)
            .ForWholeNewsroom()
            .Produces<PageView<WebhookDeliveryView>>();
        routes
            .MapPost("/v1/webhook-deliveries/{id}/replay", Replay)
            .Audits("webhook_delivery.replay")
            .WithTags("Webhooks")
            .Needs(Scopes.Webhooks)
            .ForWholeNewsroom()
            .Produces<WebhookDeliveryView>(202);
    }

    /// <summary>The newest first.</summary>
    private static async Task<IResult> List(string id, HttpContext context, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        if (!await db.Webhooks.AnyAsync(webhook => webhook.Id == id, cancellationToken))
        {
            return Problems.NotFound();
        }

        var before = page.After?[0];
        var rows = await db
            .WebhookDeliveries.Where(delivery => delivery.WebhookId == id)
            .Where(delivery => before == null || delivery.Id.CompareTo(before) < 0)
            .OrderByDescending(delivery => delivery.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, WebhookDeliveryView.Of, delivery => [delivery.Id]));
    }

    private static Task<IResult> Replay(
        string id,
        HttpContext context,
        WebhookSetup setup,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.WebhookDeliveries.FindAsync([id], cancellationToken) is not { } delivery)
                {
                    return Problems.NotFound();
                }

                var cause = await scope
                    .Db.Webhooks.Where(webhook => webhook.Id == delivery.WebhookId)
                    .Select(webhook => webhook.DisabledBecause)
                    .FirstAsync(cancellationToken);
                if (cause is not null)
                {
                    return Problems.Conflict("webhook_disabled", $"This webhook is off ({cause}); switch it on with PUT first.");
                }

                setup.Replay(scope, delivery);
                return Reply.Accepted(WebhookDeliveryView.Of(delivery));
            },
            cancellationToken
        );
}
