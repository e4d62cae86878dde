using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox;

public sealed class FaultTests
{
    private const string Statuses = "/mastodon/api/v1/statuses";

    [Theory]
    [InlineData(FaultKind.ResetBefore, 0)]
    [InlineData(FaultKind.ResetAfter, 0)]
    [InlineData(FaultKind.LostAnswer, 1)]
    public async Task A_cut_connection_leaves_what_was_taken(FaultKind kind, int taken)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, kind));

        await Assert.ThrowsAsync<HttpRequestException>(() => PublishAsync(client));

        Assert.Equal(taken, client.Server.Ledger.Entries().Count);
        Assert.Equal(200, (await PublishAsync(client)).Status);
    }

    [Fact]
    public async Task A_refusal_is_one_the_network_documents_and_takes_nothing()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Refuse));

        var answer = await PublishAsync(client);

        Assert.Equal(422, answer.Status);
        Assert.StartsWith("Validation failed", (string)answer.Body["error"]!, StringComparison.Ordinal);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_status_comes_with_retry_after_and_takes_nothing()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Status, Status: 429, RetryAfterSeconds: 7));

        var answer = await PublishAsync(client);

        Assert.Equal(429, answer.Status);
        Assert.Equal("7", answer.Headers.RetryAfter!.ToString());
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task Garbage_is_a_taken_call_with_an_answer_nobody_can_read()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Garbage));

        var answer = await PublishAsync(client);

        Assert.Equal(200, answer.Status);
        Assert.ThrowsAny<JsonException>(() => answer.Body);
        Assert.Single(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_slow_answer_is_right_in_the_end()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Slow, DelayMs: 200));
        var started = Stopwatch.GetTimestamp();

        var answer = await PublishAsync(client);

        Assert.Equal(200, answer.Status);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 190, 10_000);
    }

    [Fact]
    public async Task A_hanging_call_ends_when_the_caller_leaves_and_took_nothing()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.Hang));
        client.Http.Timeout = TimeSpan.FromMilliseconds(200);

        await Assert.ThrowsAsync<TaskCanceledException>(() => PublishAsync(client));

        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_fault_meets_only_its_own_action_and_as_often_as_asked()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var fault = new JsonObject
        {
            ["network"] = "mastodon",
            ["action"] = "publish",
            ["fault"] = "status",
            ["status"] = 503,
            ["times"] = 2,
        };

        var added = await client.PostAsync("/_sandbox/faults", fault);

        Assert.Equal((201, 2), (added.Status, (int)added.Body["times"]!));
        Assert.Equal(200, (await client.GetAsync("/mastodon/api/v1/accounts/verify_credentials")).Status);
        Assert.Equal(503, (await PublishAsync(client)).Status);
        Assert.Equal(503, (await PublishAsync(client)).Status);
        Assert.Equal(200, (await PublishAsync(client)).Status);
    }

    [Fact]
    public async Task Cleared_faults_no_longer_happen()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        client.Server.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.ResetBefore));

        await client.DeleteAsync("/_sandbox/faults");

        Assert.Equal(200, (await PublishAsync(client)).Status);
    }

    [Theory]
    [InlineData("""{"network":"mastodon","action":"publish","fault":"lost_answer"}""", 201)]
    [InlineData("""{"network":"gopher","action":"publish","fault":"refuse"}""", 400)]
    [InlineData("""{"network":"mastodon","action":"shout","fault":"refuse"}""", 400)]
    [InlineData("""{"network":"mastodon","action":"publish","fault":"sulk"}""", 400)]
    [InlineData("""{"network":"mastodon","action":"publish","fault":"refuse","times":0}""", 400)]
    [InlineData("""{"action":"publish","fault":"refuse"}""", 400)]
    [InlineData("nothing", 400)]
    public async Task A_fault_that_makes_no_sense_is_told_so(string body, int status)
    {
        await using var client = await SandboxClient.StartAsync();
        using var content = new StringContent(body);

        var answer = await client.SendAsync(HttpMethod.Post, "/_sandbox/faults", content);

        Assert.Equal(status, answer.Status);
    }

    private static Task<SandboxAnswer> PublishAsync(SandboxClient client) =>
        client.PostAsync(Statuses, new JsonObject { ["status"] = "Hello" });
}
