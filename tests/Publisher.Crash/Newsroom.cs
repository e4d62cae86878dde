using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>
/// The client: asks for everything with an Idempotency-Key until it is acknowledged, whatever happens to the service meanwhile,
/// and writes down what was.
/// </summary>
internal sealed class Newsroom(IReadOnlyList<Node> nodes, string key, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private int _turn;

    /// <summary>Has the piece stored and scheduled. Comes back with no more than was acknowledged when the service ends first.</summary>
    public async Task SubmitAsync(Piece piece, CancellationToken cancellationToken)
    {
        while (piece.ContentId is null)
        {
            if (await AskAsync("/v1/contents", piece.Content(), $"{piece.Token}-content", cancellationToken) is { } made)
            {
                piece.ContentId = Id(made);
            }
        }

        while (piece is { Photo: not null, IsRendered: false })
        {
            piece.IsRendered = await AreRenderedAsync(piece, cancellationToken);
        }

        while (piece.PostIds is null)
        {
            piece.Order ??= piece.Posts(time);
            var answer = await AskAsync("/v1/posts", piece.Order, piece.OrderKey, cancellationToken);
            if (answer is { } && answer["items"] is null)
            {
                piece.OrderAnew();
            }
            else if (answer is { } made)
            {
                piece.PostIds = Ids(made);
            }
        }

        while (piece is { TakesDown: true, IsTakenDown: false })
        {
            if (piece.IsOutFirst && !await IsOutAsync(piece, cancellationToken))
            {
                continue;
            }

            var reason = new JsonObject { ["reason"] = "the trial" };
            var started = await AskAsync($"/v1/contents/{piece.ContentId}/takedown", reason, $"{piece.Token}-down", cancellationToken);
            piece.IsTakenDown = started is not null;
        }
    }

    /// <summary>Uploads a picture of the demo.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> UploadAsync(CancellationToken cancellationToken)
    {
        var file = new ByteArrayContent(TaggedPhoto.Make()) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(nodes[0].Address, "/v1/media"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new MultipartFormDataContent { { file, "file", "photo" } };
        using var response = await _http.SendAsync(request, cancellationToken);
        return Id(JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }

    /// <summary>Or will never be.</summary>
    private async Task<bool> IsOutAsync(Piece piece, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        var posts = await PostsOfAsync(piece, cancellationToken);
        return posts.Any(post => Verdict.State(post) == "published") || posts.All(Verdict.IsFinal);
    }

    private async Task<bool> AreRenderedAsync(Piece piece, CancellationToken cancellationToken)
    {
        var found = await CallAsync(HttpMethod.Get, $"/v1/contents/{piece.ContentId}/variants?wait=2", null, null, cancellationToken);
        var states = found?["items"]!.AsArray().Select(item => item!["state"]!.GetValue<string>()).ToList() ?? [];
        return states.Contains("impossible")
            ? throw new DemoFailure($"A variant of {piece.Token} is impossible: {found!.ToJsonString()}")
            : states.Count == piece.Channels.Count && states.TrueForAll(state => state == "ready");
    }

    /// <summary>Asks once more for what was acknowledged before.</summary>
    /// <returns>What is wrong with the answer; null when it is the same, or none came.</returns>
    public async Task<string?> RepeatAsync(Piece piece, CancellationToken cancellationToken)
    {
        var content = await AskAsync("/v1/contents", piece.Content(), $"{piece.Token}-content", cancellationToken);
        var posts = await AskAsync("/v1/posts", piece.Order!, piece.OrderKey, cancellationToken);
        return content is not null && Id(content) != piece.ContentId ? $"content {piece.ContentId} became {Id(content)} at a repeat"
            : posts is not null && !Ids(posts).SequenceEqual(piece.PostIds!)
                ? $"posts {string.Join(' ', piece.PostIds!)} became others at a repeat"
            : null;
    }

    /// <summary>Everything the service knows of this content's posts.</summary>
    public async Task<IReadOnlyList<JsonObject>> PostsOfAsync(Piece piece, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (
                await CallAsync(HttpMethod.Get, $"/v1/posts?content={piece.ContentId}&limit=200", null, null, cancellationToken) is
                { } found
            )
            {
                return [.. found["items"]!.AsArray().Select(item => item!.AsObject())];
            }
        }
    }

    /// <summary>One request; null when there was no answer, and it may be asked again.</summary>
    public Task<JsonNode?> AskAsync(string path, JsonObject body, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, path, body, idempotencyKey, cancellationToken);

    /// <summary>A request of a moment in which nothing is killed, made until it is answered.</summary>
    public async Task<JsonNode> DoAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        while (true)
        {
            if (await CallAsync(method, path, body, null, CancellationToken.None) is { } answer)
            {
                return answer;
            }
        }
    }

    /// <summary>A request that shall be refused.</summary>
    /// <returns>The refusal's code; empty when it was not refused.</returns>
    public async Task<string> RefusedAsync(string path, JsonObject body)
    {
        while (true)
        {
            if (await SendAsync(HttpMethod.Post, path, body, null, CancellationToken.None) is var (_, text))
            {
                return JsonNode.Parse(text)!["code"]?.GetValue<string>() ?? "";
            }
        }
    }

    /// <summary>The same newsroom, as somebody else speaks with it.</summary>
    public Newsroom As(string otherKey) => new(nodes, otherKey, time);

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> CallAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? idempotencyKey,
        CancellationToken cancellationToken
    ) =>
        await SendAsync(method, path, body, idempotencyKey, cancellationToken) switch
        {
            null => null,
            (>= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices, var text) => JsonNode.Parse(text.Length > 0 ? text : "{}"),
            var (status, text) when IsTooLate(status, text) => JsonNode.Parse(text),
            var (status, text) when MayRepeat(status, text) => null,
            var (status, text) => throw new DemoFailure($"{method} {path} answered {(int)status}: {text}"),
        };

    /// <summary>Null when no answer came.</summary>
    private async Task<(HttpStatusCode Status, string Text)?> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        var ready = nodes.Where(node => node.IsReady).ToList();
        if (ready.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, cancellationToken);
            return null;
        }

        using var request = new HttpRequestMessage(method, new Uri(ready[_turn++ % ready.Count].Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (method == HttpMethod.Put)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any); // nobody else edits here
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, cancellationToken);
            return null;
        }
    }

    /// <summary>The service was away until the time of the posts had come: none was made, and another time must be named.</summary>
    private static bool IsTooLate(HttpStatusCode status, string text) =>
        status is HttpStatusCode.UnprocessableEntity && text.Contains("in_the_past", StringComparison.Ordinal);

    private static bool MayRepeat(HttpStatusCode status, string text) =>
        status is HttpStatusCode.ServiceUnavailable
        || (status is HttpStatusCode.Conflict && text.Contains("idempotency_in_flight", StringComparison.Ordinal));

    private static string Id(JsonNode view) => view["id"]!.GetValue<string>();

    private static List<string> Ids(JsonNode view) => [.. view["items"]!.AsArray().Select(item => Id(item!))];
}
