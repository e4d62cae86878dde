using System.Data.Common;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Watch;

namespace Publisher.Api.Hosting;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("").WithTags("Health").IsOpen();
        health.MapGet("/healthz", () => Reply.Ok(new HealthView("ok", null))).Produces<HealthView>();
        health.MapGet("/readyz", Ready).Produces<HealthView>().Produces<HealthView>(503);
        routes.MapPrometheusScrapingEndpoint("/metrics", null, metrics => metrics.Use(ReadQueueAsync), null).IsOpen();
    }

    private static async Task ReadQueueAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await context.RequestServices.GetRequiredService<QueueGauges>().ReadAsync(context.RequestAborted);
        }
        catch (DbException)
        {
            // The other metrics are wanted most while the database is away; /readyz names the cause.
        }

        await next(context);
    }

    private static async Task<IResult> Ready(Readiness readiness, CancellationToken cancellationToken) =>
        await readiness.TroubleAsync(cancellationToken) is { } trouble
            ? new Reply(503) { Body = new HealthView("not_ready", trouble) }
            : Reply.Ok(new HealthView("ready", null));
}

/// <param name="Cause">Why it is not ready, such as <c>starting</c>.</param>
internal sealed record HealthView(string Status, string? Cause);
