using Publisher.Channels.Imaging.Decoding;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>Every error leaves as a problem: refusals as they are, the unexpected as 500 without details, empty ones with words.</summary>
internal sealed partial class LastResort(RequestDelegate next, ILogger<LastResort> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (HasControlCharacters(context.Request))
            {
                throw new RefusedException(Problems.Malformed("The address holds control characters."));
            }

            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } response)
            {
                await OfStatus(response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            await refused.Reply.ExecuteAsync(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await OfStatus(bad.StatusCode).ExecuteAsync(context);
        }
        catch (MediaUnavailableException away) when (!context.Response.HasStarted)
        {
            Log.StoreIsAway(logger, context.Request.Method, RouteOf(context), Reply.TraceOf(context), away.Message);
            context.Response.Clear();
            await Problems
                .Of(503, "media_unavailable", "The media store cannot be reached now. Try again later; the log says why.")
                .ExecuteAsync(context);
        }
        catch (DecodersUnavailableException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Problems
                .Of(503, "decoder_unavailable", "Pictures cannot be decoded safely now, so none is taken. The log says why.")
                .ExecuteAsync(context);
        }
        catch (GuardUnavailableException blind) when (!context.Response.HasStarted)
        {
            Report(context, blind);
            context.Response.Clear();
            await Problems
                .Of(503, "guard_unavailable", $"The text could not be read for protected names, so nothing goes on. {blind.Message}")
                .ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && DiskRoom.IsNoRoom(exception))
        {
            Report(context, exception);
            context.Response.Clear();
            await Problems
                .Of(503, "disk_full", "The disk is full, so nothing was changed. Try again when there is room.")
                .ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && DatabaseAway.IsToldBy(exception))
        {
            Report(context, exception);
            context.Response.Clear();
            await DatabaseIsAway(context.Request).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Report(context, exception);
            context.Response.Clear();
            await Problems.Of(500, "internal", "Something went wrong here. The trace id finds it in the log.").ExecuteAsync(context);
        }
    }

    private static Reply DatabaseIsAway(HttpRequest request) =>
        Problems.Of(503, "database_unreachable", $"The database did not answer{WhatNow(request)}") with
        {
            Headers = [new("Retry-After", "2")],
        };

    private static string WhatNow(HttpRequest request) =>
        request switch
        {
            _ when HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) => ". Try again.",
            { Headers: var headers } when headers.ContainsKey(Door.KeyHeader) =>
                ", so it is not known whether anything was changed. Send it again with the same Idempotency-Key: what was done is not done twice.",
            _ => ", so it is not known whether anything was changed. Look whether it was done before you send it again.",
        };

    private static Reply OfStatus(int status) =>
        status switch
        {
            400 => Problems.Malformed("The request does not have the form that is expected."),
            404 => Problems.NotFound(),
            405 => Problems.Of(405, "method_not_allowed", "This address does not take this method."),
            413 => Problems.Of(413, "too_large", "The body is larger than is taken here."),
            415 => Problems.Of(
                415,
                "unsupported_media_type",
                "Send JSON as application/json; a file as multipart/form-data with one part named file."
            ),
            _ => Problems.Of(status, "refused", null),
        };

    private static bool HasControlCharacters(HttpRequest request) =>
        request.Path.Value!.Any(char.IsControl)
        || request.QueryString.Value is { Length: > 0 } query
            && query.Contains('%', StringComparison.Ordinal)
            && request.Query.Any(pair => pair.Key.Any(char.IsControl) || pair.Value.Any(value => value!.Any(char.IsControl)));

    private void Report(HttpContext context, Exception exception)
    {
        Log.Failed(logger, context.Request.Method, RouteOf(context), Reply.TraceOf(context), FaultTrace.Of(exception));
    }

    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} needs the media store, trace {TraceId}: {Why}")]
        public static partial void StoreIsAway(ILogger logger, string method, string route, string traceId, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed, trace {TraceId}: {Fault}")]
        public static partial void Failed(ILogger logger, string method, string route, string traceId, string fault);
    }
}
