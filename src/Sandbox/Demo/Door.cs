using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>The service's HTTP door, as one person with one key sees it.</summary>
internal sealed class Door(HttpClient http, Uri address, string key)
{
    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken) =>
        CallAsync(
            HttpMethod.Post,
            path,
            body is null ? null : new StringContent(body.ToJsonString(Answers.Json), Encoding.UTF8, "application/json"),
            cancellationToken
        );

    public Task<JsonNode> UploadAsync(byte[] photo, string mediaType, CancellationToken cancellationToken)
    {
        var file = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return CallAsync(HttpMethod.Post, "/v1/media", new MultipartFormDataContent { { file, "file", "photo" } }, cancellationToken);
    }

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new DemoFailure($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }
}

/// <summary>The demo did not come out as it must; the message says where.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
