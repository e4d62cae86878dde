using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Publisher.Tests.Storage;

/// <summary>An S3-compatible store with one bucket, <c>media</c>, that keeps bodies exactly as they arrive, as many such stores do.</summary>
internal sealed class PlainS3 : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlainS3()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public string Address => _app.Urls.Single();

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>When everything in it was put, as it says.</summary>
    public DateTime At { get; set; } = DateTime.UnixEpoch;

    public static async Task<PlainS3> StartAsync()
    {
        var store = new PlainS3();
        await store._app.StartAsync();
        return store;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', 3);
        if (path is [_, "media"] or [_, "media", ""])
        {
            await ListAsync(context);
        }
        else if (path is not [_, "media", var key])
        {
            await RefuseAsync(context, "NoSuchBucket");
        }
        else if (HttpMethods.IsPut(context.Request.Method))
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Files[key] = body.ToArray();
        }
        else if (HttpMethods.IsDelete(context.Request.Method))
        {
            Files.TryRemove(key, out _);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (Files.TryGetValue(key, out var bytes))
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        }
        else
        {
            await RefuseAsync(context, "NoSuchKey");
        }
    }

    /// <summary>Two on a page, so that asking for the next is needed.</summary>
    private async Task ListAsync(HttpContext context)
    {
        var after = context.Request.Query["continuation-token"].ToString();
        var names = Files.Keys.Order(StringComparer.Ordinal).Where(name => string.CompareOrdinal(name, after) > 0).ToList();
        var page = names.Take(2).ToList();
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(
            $"""
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>media</Name><KeyCount>{page.Count}</KeyCount>
            <IsTruncated>{(names.Count > 2 ? "true" : "false")}</IsTruncated>
            {(names.Count > 2 ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : "")}
            {string.Concat(
                page.Select(name =>
                    $"<Contents><Key>{name}</Key><LastModified>{At:yyyy-MM-dd'T'HH:mm:ss.000'Z'}</LastModified><Size>1</Size></Contents>"
                )
            )}
            </ListBucketResult>
            """
        );
    }

    private static async Task RefuseAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>No.</Message></Error>");
    }
}
