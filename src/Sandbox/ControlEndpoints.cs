using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox;

/// <summary>How a test or the demo looks at the sandbox and tells it to misbehave.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes, Ledger ledger, Faults faults, Pictures pictures, string[] networks)
    {
        routes.MapGet("/healthz", context => context.Response.WriteAsync("ok", context.RequestAborted));
        routes.MapGet("/_sandbox/ledger", context => ListAsync(context, ledger));
        routes.MapDelete("/_sandbox/ledger", context => EmptyAsync(context, ledger.Clear));
        routes.MapGet("/_sandbox/faults", context => AnswerItemsAsync(context, faults.Pending.Select(Describe)));
        routes.MapPost("/_sandbox/faults", context => AddFaultAsync(context, faults, networks));
        routes.MapDelete("/_sandbox/faults", context => EmptyAsync(context, faults.Clear));
        routes.MapGet("/_sandbox/media/{sha256}", context => ShowAsync(context, pictures));
    }

    private static Task ListAsync(HttpContext context, Ledger ledger)
    {
        var network = context.Request.Query["network"].FirstOrDefault();
        var entries = ledger.Entries(string.IsNullOrEmpty(network) ? null : network);
        return AnswerItemsAsync(context, entries.Select(entry => JsonSerializer.SerializeToNode(entry, Answers.Json)));
    }

    private static Task AnswerItemsAsync(HttpContext context, IEnumerable<JsonNode?> items) =>
        context.AnswerAsync(new JsonObject { ["items"] = new JsonArray([.. items]) });

    private static Task EmptyAsync(HttpContext context, Action clear)
    {
        clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task AddFaultAsync(HttpContext context, Faults faults, string[] networks)
    {
        try
        {
            var wire = await JsonSerializer.DeserializeAsync<WireFault>(context.Request.Body, Answers.Json, context.RequestAborted);
            if (wire?.ToFault(networks) is { } fault)
            {
                faults.Add(fault);
                await context.AnswerAsync(StatusCodes.Status201Created, Describe(fault));
                return;
            }
        }
        catch (JsonException)
        {
            // Answered below: a word that is no action or fault fails here.
        }

        var expected =
            $"network ({string.Join(", ", networks)}), action, fault and, if given, times of at least 1 and status of 200 to 599";
        await context.AnswerAsync(StatusCodes.Status400BadRequest, new JsonObject { ["error"] = $"Expected {expected}." });
    }

    private static JsonObject Describe(Fault fault) =>
        JsonSerializer
            .SerializeToNode(
                new WireFault(fault.Network, fault.Action, fault.Kind, fault.Status, fault.RetryAfterSeconds, fault.DelayMs, fault.Times),
                Answers.Json
            )!
            .AsObject();

    private static async Task ShowAsync(HttpContext context, Pictures pictures)
    {
        if (pictures.Find((string)context.Request.RouteValues["sha256"]!) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = found.MediaType;
        await context.Response.Body.WriteAsync(found.Bytes, context.RequestAborted);
    }

    private sealed record WireFault(
        string? Network,
        NetworkAction? Action,
        FaultKind? Fault,
        int? Status,
        int? RetryAfterSeconds,
        int? DelayMs,
        int? Times
    )
    {
        public Fault? ToFault(string[] networks) =>
            Network is not null
            && networks.Contains(Network)
            && Action is { } action
            && Fault is { } kind
            && Times is null or >= 1
            && Status is null or (>= 200 and <= 599)
                ? new Fault(Network, action, kind, Status, RetryAfterSeconds, DelayMs, Times ?? 1)
                : null;
    }
}
