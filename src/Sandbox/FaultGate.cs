using Microsoft.AspNetCore.Http.Features;

namespace Publisher.Sandbox;

/// <summary>Stands before the networks and spoils the calls that were asked to be spoilt.</summary>
internal sealed class FaultGate(Faults faults, IReadOnlyList<StandIn> standIns, IHostApplicationLifetime lifetime)
{
    private readonly Dictionary<string, StandIn> _standIns = standIns.ToDictionary(standIn => standIn.Name);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Target(context.Request, out var path) is not { } standIn || !faults.AwaitsAny(standIn.Name))
        {
            await next(context);
            return;
        }

        var action = await standIn.ActionOfAsync(context.Request, path);
        if (action is null || faults.Take(standIn.Name, action.Value) is not { } fault)
        {
            await next(context);
            return;
        }

        await SpoilAsync(context, next, standIn, fault);
    }

    private StandIn? Target(HttpRequest request, out string path)
    {
        var parts = request.Path.Value!.Split('/', 3);
        path = "/" + (parts.Length > 2 ? parts[2] : "");
        return _standIns.GetValueOrDefault(parts.Length > 1 ? parts[1] : "");
    }

    private async Task SpoilAsync(HttpContext context, RequestDelegate next, StandIn standIn, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.ResetBefore:
                context.Abort();
                break;
            case FaultKind.LostAnswer:
                await TakeSilentlyAsync(context, next);
                context.Abort();
                break;
            case FaultKind.Garbage:
                await TakeSilentlyAsync(context, next);
                await AnswerGarbageAsync(context);
                break;
            case FaultKind.Slow:
                // Real time even under a fake clock: it is the caller's socket that waits.
                await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), TimeProvider.System, context.RequestAborted);
                await next(context);
                break;
            default:
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                await RefuseAsync(context, standIn, fault);
                break;
        }
    }

    private async Task RefuseAsync(HttpContext context, StandIn standIn, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.ResetAfter:
                context.Abort();
                break;
            case FaultKind.Refuse:
                await standIn.RefuseAsync(context, fault.Action);
                break;
            case FaultKind.Hang:
                using (var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, left.Token)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.Abort();
                break;
            default:
                if (fault.RetryAfterSeconds is { } seconds)
                {
                    context.Response.Headers.RetryAfter = $"{seconds}";
                }

                await standIn.FailAsync(context, fault.Status ?? StatusCodes.Status503ServiceUnavailable, fault.RetryAfterSeconds);
                break;
        }
    }

    /// <summary>Lets the network take the call, and keeps its answer from the wire.</summary>
    private static async Task TakeSilentlyAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        await next(context);
        context.Features.Set(wire);
    }

    private static Task AnswerGarbageAsync(HttpContext context)
    {
        context.Response.Clear();
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("{\"<html><body>", context.RequestAborted);
    }
}
