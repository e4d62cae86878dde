using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Scheduler;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api.Hosting;

/// <summary>What the door leaves behind in logs, traces and metrics, under the filters that the service itself sets.</summary>
public sealed class ApiSilenceTests : IAsyncDisposable
{
    private const string Canary = "canary-Zeynep-815";
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly StubNetwork _network = new();
    private readonly ActivityListener _listener;
    private readonly PublisherApp _app;

    public ApiSilenceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Publisher", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _lines.Enqueue($"span {span.OperationName} {string.Join(' ', span.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(_listener);
        _app = new PublisherApp(services: services =>
        {
            services.AddSingleton<INetwork>(_network);
            services.AddLogging(logging => logging.AddProvider(new LogLines(_lines.Enqueue)));
        });
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _app.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "SEC-15")]
    [Trait("Requirement", "SEC-16")]
    public async Task Nothing_that_was_sent_is_in_a_log_a_trace_or_a_metric_however_it_failed()
    {
        using var client = await _app.ClientForAsync("editor");
        var answers = new List<int>();
        foreach (var ask in Failures(client, await ChannelAsync(client)))
        {
            using var answer = await ask;
            answers.Add((int)answer.StatusCode);
        }

        await FaultAsync(client);
        await UntilToldAsync("could not be read");
        await CallWebhookAsync(client);
        using var metrics = await client.Get("/metrics");

        Assert.Contains(400, answers);
        Assert.Contains(401, answers);
        Assert.Contains(404, answers);
        Assert.Contains(415, answers);
        Assert.Contains(422, answers);
        Assert.Contains(_lines, line => line.Contains("failed, trace", StringComparison.Ordinal));
        var told = _lines.Append(await metrics.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.All(told, line => Assert.DoesNotContain(Canary, line, StringComparison.OrdinalIgnoreCase));
        Assert.All(_lines, line => Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "SEC-17")]
    [Trait("Requirement", "SEC-16")]
    public async Task A_fault_of_ours_is_a_problem_with_a_trace_id_and_nothing_of_what_failed()
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await FaultAsync(client);

        Assert.Equal("internal", problem.Text("code"));
        Assert.DoesNotContain(Canary, $"{problem}", StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", $"{problem}", StringComparison.Ordinal);
        Assert.Contains(_lines, line => line.Contains(problem.Text("traceId"), StringComparison.Ordinal));
    }

    /// <summary>Twenty ways to be refused, each with the canary where a caller could put it.</summary>
    private IEnumerable<Task<HttpResponseMessage>> Failures(HttpClient client, string channel)
    {
        yield return client.Post("/v1/contents", $$"""{"{{Canary}}":1}""");
        yield return client.Post("/v1/contents", $$"""{"byline":"{{Canary}}" broken""");
        yield return client.Post("/v1/contents", new { texts = new { en = new { body = "" } }, byline = Canary + new string('x', 200) });
        yield return client.Post("/v1/contents", new { texts = new { en = new { body = Canary } }, channels = new[] { Canary } });
        yield return client.Post(
            "/v1/contents",
            new { texts = new { en = new { title = Canary, body = Canary } }, channels = new[] { channel } }
        );
        yield return client.Post("/v1/contents", Canary, idempotencyKey: Canary);
        yield return client.Get($"/v1/contents/{Canary}?name={Canary}");
        yield return client.Get($"/v1/contents?cursor={Canary}&state={Canary}");
        yield return client.Get($"/{Canary}/%0d%0a{Canary}");
        yield return client.Get($"/v1/posts?from={Canary}");
        yield return client.Post("/v1/preview?channel=" + Canary, new { texts = new { en = new { body = Canary } } });
        yield return client.Post("/v1/media", Upload($"{Canary}.jpg", Canary));
        yield return client.Post("/v1/media", new StringContent(Canary));
        yield return client.Post("/v1/media/from-url", new { url = $"http://127.0.0.1:9/{Canary}?token={Canary}" });
        yield return client.Post("/v1/media/from-url", new { url = $"https://10.0.0.1/{Canary}" });
        yield return client.Post(
            "/v1/channels",
            new
            {
                name = Canary,
                network = Canary,
                credentials = new { token = Canary },
            }
        );
        yield return client.Post(
            "/v1/webhooks",
            new
            {
                url = $"http://127.0.0.1:9/{Canary}?key={Canary}",
                events = Array.Empty<string>(),
                description = Canary,
            }
        );
        yield return client.Post(
            "/v1/inbound",
            new
            {
                name = "newsdesk",
                source = "rss",
                feedUrl = $"http://127.0.0.1:9/{Canary}?key={Canary}",
                language = "en",
                channels = new[] { channel },
            }
        );
        yield return client.Post($"/v1/inbound/{Canary}", new { texts = new { en = new { body = Canary } } });
        yield return client.Post("/v1/pauses", new { scope = Canary, reason = Canary });
        yield return client.Post(
            "/v1/posts",
            new
            {
                contentId = Canary,
                channels = new[] { Canary },
                publishAt = Canary,
            }
        );
        yield return _app.ClientWith("pk_" + Canary).Get("/v1/me");
    }

    private async Task<string> ChannelAsync(HttpClient client) =>
        (
            await client
                .Post(
                    "/v1/channels",
                    new
                    {
                        name = "Stub",
                        network = "stub",
                        format = "short_text",
                        language = "en",
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Text("id");

    /// <summary>A fault that nobody foresaw, with what must not be told in its message.</summary>
    private async Task<JsonElement> FaultAsync(HttpClient client)
    {
        _network.Fault = new InvalidOperationException(Canary, new IOException($"https://127.0.0.1/{Canary}"));
        var channel = await ChannelAsync(client);
        return await client.Post($"/v1/channels/{channel}/check").JsonAsync(HttpStatusCode.InternalServerError);
    }

    /// <summary>The feed is read in the background, too.</summary>
    private async Task UntilToldAsync(string words)
    {
        await _app.Services.GetRequiredService<FeedPoller>().PollDueAsync(TestContext.Current.CancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        while (!_lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), $"No line says “{words}”.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A call to somebody who is not there.</summary>
    private static async Task CallWebhookAsync(HttpClient client)
    {
        var wishes = new { url = $"http://127.0.0.1:9/{Canary}?key={Canary}", events = new[] { "webhook.test" } };
        var id = (await client.Post("/v1/webhooks", wishes).JsonAsync(HttpStatusCode.Created)).Text("id");
        await client.Post($"/v1/webhooks/{id}/test").JsonAsync(HttpStatusCode.Accepted);
        var start = TimeProvider.System.GetTimestamp();
        while ((await client.Get($"/v1/webhooks/{id}/deliveries").JsonAsync()).Items()[0].GetProperty("tries").GetInt32() == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "The webhook was not called in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static MultipartFormDataContent Upload(string name, string text) =>
        new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name } };
}
