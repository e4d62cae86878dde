using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/v1/webhooks").WithTags("Webhooks").Needs(Scopes.Webhooks).ForWholeNewsroom();
        webhooks.MapPost("/", Create).Audits("webhook.create").Produces<NewWebhookView>(201);
        webhooks.MapGet("/", List).Needs(Scopes.Read, Scopes.Webhooks).Produces<PageView<WebhookView>>();
        webhooks.MapGet("/{id}", Show).Needs(Scopes.Read, Scopes.Webhooks).Produces<WebhookView>();
        webhooks.MapPut("/{id}", Edit).Audits("webhook.edit").Produces<WebhookView>();
        webhooks.MapDelete("/{id}", Delete).Audits("webhook.delete").Produces(204);
        webhooks.MapPost("/{id}/test", Test).Costs("webhook tests").Audits("webhook.test").Produces<WebhookDeliveryView>(202);
        webhooks.MapPost("/{id}/rotate", Rotate).Audits("webhook.rotate").Produces<NewWebhookView>();
    }

    private static Task<IResult> Create(
        Body<SaveWebhook> body,
        HttpContext context,
        WebhookSetup setup,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            scope =>
            {
                var (wishes, refusal) = body.Value.Read(setup);
                if (wishes is null)
                {
                    return Task.FromResult(refusal!);
                }

                var (webhook, secret) = setup.Add(scope, wishes);
                var reply = Reply.Created($"/v1/webhooks/{webhook.Id}", NewWebhookView.Of(webhook, secret), Tag(webhook));
                return Task.FromResult(reply with { ReplayBody = NewWebhookView.Of(webhook, null) });
            },
            cancellationToken
        );

    private static async Task<IResult> List(HttpContext context, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var after = page.After?[0];
        var rows = await db
            .Webhooks.Where(webhook => after == null || webhook.Id.CompareTo(after) > 0)
            .OrderBy(webhook => webhook.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, WebhookView.Of, webhook => [webhook.Id]));
    }

    private static async Task<IResult> Show(string id, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Webhooks.FirstOrDefaultAsync(webhook => webhook.Id == id, cancellationToken) is { } webhook
            ? Reply.Ok(WebhookView.Of(webhook), Tag(webhook))
            : Problems.NotFound();
    }

    private static Task<IResult> Edit(
        string id,
        Body<SaveWebhook> body,
        HttpContext context,
        WebhookSetup setup,
        Door door,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            context,
            door,
            async (scope, webhook) =>
            {
                if (EntityTag.Refusal(context.Request, Tag(webhook)) is { } stale)
                {
                    return stale;
                }

                var (wishes, refusal) = body.Value.Read(setup);
                if (wishes is null)
                {
                    return refusal!;
                }

                await WebhookSetup.EditAsync(scope, webhook, wishes, cancellationToken);
                return Reply.Ok(WebhookView.Of(webhook), Tag(webhook));
            },
            cancellationToken
        );

    private static Task<IResult> Delete(string id, HttpContext context, Door door, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            context,
            door,
            async (scope, webhook) =>
            {
                await scope.Db.WebhookDeliveries.Where(delivery => delivery.WebhookId == id).ExecuteDeleteAsync(cancellationToken);
                scope.Db.Webhooks.Remove(webhook);
                scope.Destroys();
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static Task<IResult> Test(string id, HttpContext context, WebhookSetup setup, Door door, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            context,
            door,
            (scope, webhook) =>
                Task.FromResult(
                    webhook.DisabledBecause is { } cause
                        ? Problems.Conflict("webhook_disabled", $"This webhook is off ({cause}); switch it on with PUT first.")
                        : Reply.Accepted(WebhookDeliveryView.Of(setup.Test(scope, webhook)))
                ),
            cancellationToken
        );

    private static Task<IResult> Rotate(
        string id,
        HttpContext context,
        WebhookSetup setup,
        Door door,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            context,
            door,
            (scope, webhook) =>
            {
                var secret = setup.Rotate(scope, webhook);
                var reply = Reply.Ok(NewWebhookView.Of(webhook, secret), Tag(webhook));
                return Task.FromResult(reply with { ReplayBody = NewWebhookView.Of(webhook, null) });
            },
            cancellationToken
        );

    private static Task<IResult> ChangeAsync(
        string id,
        HttpContext context,
        Door door,
        Func<WriteScope, Webhook, Task<Reply>> change,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
                await scope.Db.Webhooks.FindAsync([id], cancellationToken) is { } webhook
                    ? await change(scope, webhook)
                    : Problems.NotFound(),
            cancellationToken
        );

    private static string Tag(Webhook webhook) => EntityTag.Of(webhook.Version);
}
