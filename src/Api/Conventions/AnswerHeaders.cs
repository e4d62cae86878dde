using Microsoft.Net.Http.Headers;

namespace Publisher.Api.Conventions;

/// <summary>On every answer: not to be sniffed, stored, framed, or told to the next site; what sets its own policy keeps it.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, context.Response.Headers);
        return next(context);
    }

    private static Task Set(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, NothingAtAll);
        return Task.CompletedTask;
    }
}
