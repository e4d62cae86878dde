using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Publisher.Tests.Api;

/// <summary>Short words for asking over HTTP and reading JSON.</summary>
internal static class Answers
{
    /// <summary>Asserts the status and gives the body as JSON (undefined when there is none).</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> asked, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await asked;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Asserts the status of a problem and gives its code.</summary>
    public static async Task<string> CodeAsync(this Task<HttpResponseMessage> asked, HttpStatusCode expected)
    {
        var problem = await asked.JsonAsync(expected);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        return problem.Text("code");
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name = "items") =>
        [.. element.GetProperty(name).EnumerateArray()];

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) =>
        client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> Delete(this HttpClient client, string path) =>
        client.DeleteAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Posts an object as JSON; a string goes as it is.</summary>
    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, object? body = null, string? idempotencyKey = null) =>
        client.SendAsync(Message(HttpMethod.Post, path, body, ("Idempotency-Key", idempotencyKey)), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> Put(this HttpClient client, string path, object body, string? ifMatch = null) =>
        client.SendAsync(Message(HttpMethod.Put, path, body, ("If-Match", ifMatch)), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> Patch(this HttpClient client, string path, object body) =>
        client.SendAsync(Message(HttpMethod.Patch, path, body), TestContext.Current.CancellationToken);

    private static HttpRequestMessage Message(HttpMethod method, string path, object? body, params (string Name, string? Value)[] headers)
    {
        var message = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                string json => new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
                _ => JsonContent.Create(body, body.GetType()),
            },
        };
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
