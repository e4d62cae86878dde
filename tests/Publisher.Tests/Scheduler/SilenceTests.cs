using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>What failures leave behind in logs and traces: never a text, a name, a token or an address.</summary>
public sealed class SilenceTests(PostgresServer postgres)
{
    private const string Canary = "canary-4711";
    private const string Address = "https://api.telegram.example/bot4711:" + Canary + "/sendMessage";

    [Fact]
    [Trait("Requirement", "SEC-15")]
    [Trait("Requirement", "SEC-16")]
    public async Task Failures_leave_no_text_token_or_address_in_logs_and_traces()
    {
        var lines = new ConcurrentQueue<string>();
        using var listener = Listen(lines);
        await using var engine = await TestEngine.StartAsync(
            "sqlite",
            postgres,
            services =>
                services.AddLogging(logging => logging.AddFilter("Microsoft", LogLevel.Warning).AddProvider(new LogLines(lines.Enqueue)))
        );
        await FailInEveryWayAsync(engine);

        Assert.Contains(lines, line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("span attempt", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("span reconcile", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(Canary, line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("://", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("bridge", line, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task FailInEveryWayAsync(TestEngine engine)
    {
        Outcome[] outcomes =
        [
            new Outcome.NotSent($"No connection to {Address}."),
            new Outcome.Refused("bad_request", $"{Canary}: The bridge is open again."),
            new Outcome.Refused(Outcome.TokenTrouble, $"{Canary} was revoked."),
            new Outcome.Uncertain($"{Address} gave no answer."),
            new Outcome.Accepted(Canary, TimeSpan.FromSeconds(1)),
        ];
        for (var i = 0; i < outcomes.Length; i++)
        {
            engine.Network.Outcomes.Enqueue(outcomes[i]);
            await engine.AddDuePostAsync($"ch_{i}");
            await engine.SweepAsync();
        }

        engine.Network.Fault = new HttpRequestException(Address, new IOException($"The bridge {Canary}"));
        await engine.AddDuePostAsync("ch_prepare");
        await engine.SweepAsync();
        engine.Network.Fault = null;
        var post = await engine.AddDuePostAsync("ch_fault");
        await engine.PrepareAsync(post);
        engine.Network.Fault = new InvalidOperationException(Address);
        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromMinutes(10));
        await engine.SweepAsync();
    }

    private static ActivityListener Listen(ConcurrentQueue<string> lines)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Publisher", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
                lines.Enqueue(
                    $"span {span.OperationName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(told => told.Tags))}"
                ),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
