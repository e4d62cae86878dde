using System.Diagnostics;
using System.Text.Json;

namespace Publisher.Api.Conventions;

/// <summary>An answer that is written once and can be kept for a repeat of the same request.</summary>
internal sealed record Reply(int Status) : IResult
{
    /// <summary>Written as JSON; null: no body.</summary>
    public object? Body { get; init; }

    /// <summary>What a repeat gets in place of <see cref="Body"/>: the same without a secret that is shown once.</summary>
    public object? ReplayBody { get; init; }
    public string ContentType { get; init; } = "application/json; charset=utf-8";
    public string? Location { get; init; }

    /// <summary>With its quotes.</summary>
    public string? ETag { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What was written before this answer stays, though it is an error.</summary>
    public bool Commits { get; init; }

    public bool IsSuccess => Status < 400;

    public static Reply NoContent { get; } = new(204);

    public static Reply Ok(object body, string? etag = null) => new(200) { Body = body, ETag = etag };

    public static Reply Created(string location, object body, string? etag = null) =>
        new(201)
        {
            Body = body,
            Location = location,
            ETag = etag,
        };

    public static Reply Accepted(object body, string? location = null) => new(202) { Body = body, Location = location };

    /// <summary>The bytes that a repeat will get.</summary>
    public byte[] ReplayBytes() => Bytes(ReplayBody ?? Body);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Body is ProblemView problem)
        {
            problem.TraceId ??= TraceOf(httpContext);
        }

        return WriteAsync(httpContext, Bytes(Body));
    }

    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private async Task WriteAsync(HttpContext context, byte[] bytes)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
        }

        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (bytes.Length > 0)
        {
            response.ContentType = ContentType;
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static byte[] Bytes(object? body) =>
        body switch
        {
            null => [],
            byte[] written => written,
            _ => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), WireJson.Out),
        };
}
