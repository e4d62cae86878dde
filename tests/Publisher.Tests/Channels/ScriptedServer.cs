using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Publisher.Tests.Channels;

/// <summary>A network that says what the test tells it to, and remembers what it was sent.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ScriptedAnswer>> _answers = new();
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();

    private ScriptedServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    public static async Task<ScriptedServer> StartAsync()
    {
        var server = new ScriptedServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers to calls whose path ends so, in turn; the last one stays.</summary>
    public ScriptedServer On(string pathEnd, string json, int status = 200)
    {
        _answers.GetOrAdd(pathEnd, _ => new ConcurrentQueue<ScriptedAnswer>()).Enqueue(new ScriptedAnswer(status, json));
        return this;
    }

    /// <summary>The same, where the test said nothing else.</summary>
    public ScriptedServer Otherwise(string pathEnd, string json) => _answers.ContainsKey(pathEnd) ? this : On(pathEnd, json);

    public ScriptedCall Call(string pathEnd) => Calls.Single(call => call.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        _calls.Enqueue(await ScriptedCall.OfAsync(context.Request));
        var answers = _answers.Single(entry => context.Request.Path.Value!.EndsWith(entry.Key, StringComparison.Ordinal)).Value;
        answers.TryPeek(out var answer);
        if (answers.Count > 1)
        {
            answers.TryDequeue(out answer);
        }

        context.Response.StatusCode = answer!.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Json);
    }
}

internal sealed record ScriptedAnswer(int Status, string Json);

/// <param name="Body">Empty when it was a multipart form.</param>
/// <param name="Fields">Of a form.</param>
/// <param name="Files">Of a form: <c>name type bytes</c>.</param>
internal sealed record ScriptedCall(
    string Path,
    string Query,
    string Authorization,
    string Body,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<string> Files
)
{
    public static async Task<ScriptedCall> OfAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new ScriptedCall(
            request.Path.Value!,
            request.QueryString.Value ?? "",
            request.Headers.Authorization.ToString(),
            request.HasFormContentType ? "" : await reader.ReadToEndAsync(),
            form.ToDictionary(field => field.Key, field => field.Value.ToString()),
            [.. form.Files.Select(file => $"{file.Name} {file.ContentType} {file.Length}")]
        );
    }
}
