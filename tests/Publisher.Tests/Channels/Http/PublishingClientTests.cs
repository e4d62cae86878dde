using System.Net;
using Microsoft.Extensions.Time.Testing;
using Publisher.Channels;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

public sealed class PublishingClientTests
{
    private const string Made = "HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{\"id\":\"42\"}";

    [Fact]
    [Trait("Requirement", "REL-09")]
    public async Task A_server_that_closes_after_the_headers_sees_one_request()
    {
        await using var server = new RawServer(async connection => await connection.ReadHeadAsync());

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    [Trait("Requirement", "REL-09")]
    public async Task Two_publishing_calls_never_share_a_connection()
    {
        await using var server = new RawServer(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync(Made);
            }
        });
        using var clients = Probe.Clients("127.0.0.1");

        for (var number = 0; number < 2; number++)
        {
            var call = clients.ForPublishing<IProbeApi>(server.Address, Probe.Key(), ProbeJson.Default);
            await call.Api.Publish(new ProbePost("hello"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    [Trait("Requirement", "REL-09")]
    public async Task A_publishing_request_expects_nothing_and_keeps_the_path_of_its_base_address()
    {
        var request = "";
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync(Made);
        });

        await Probe.PublishAsync(server.Address);

        Assert.StartsWith("POST /base/posts HTTP/1.1\r\n", request);
        Assert.Contains("Content-Length: 16\r\n", request);
        Assert.DoesNotContain("Expect", request);
        Assert.DoesNotContain("traceparent", request);
        Assert.EndsWith("{\"text\":\"hello\"}", request);
    }

    [Fact]
    [Trait("Requirement", "REL-09")]
    public async Task A_publishing_request_without_a_body_is_a_bug()
    {
        await using var server = RawServer.Answering(Made);
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForPublishing<IProbeApi>(server.Address, Probe.Key(), ProbeJson.Default);

        var response = await call.Api.PublishNothing(TestContext.Current.CancellationToken);

        Assert.Throws<InvalidOperationException>(() => response.ToFailure(call.Sent));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    [Trait("Requirement", "REL-10")]
    public async Task Past_the_deadline_nothing_connects()
    {
        await using var server = RawServer.Answering(Made);

        var outcome = await Probe.PublishAsync(server.Address, TimeSpan.Zero);

        Assert.IsType<Outcome.NotSent>(outcome);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    [Trait("Requirement", "REL-10")]
    public async Task A_deadline_that_passes_while_the_body_leaves_stops_every_further_write()
    {
        const int length = 32 * 1024 * 1024;
        var time = new FakeTimeProvider();
        var seen = 0L;
        var closed = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            time.Advance(TimeSpan.FromSeconds(31));
            var buffer = new byte[64 * 1024];
            while (await connection.Stream.ReadAsync(buffer) is > 0 and var read)
            {
                seen += read;
            }

            closed.SetResult();
        });
        using var clients = new NetworkClients(Probe.Guard("127.0.0.1"), time);
        var key = Probe.Key(AttemptDeadline.Length, time);
        var call = clients.ForPublishing<IProbeApi>(server.Address, key, ProbeJson.Default);

        var response = await call.Api.Publish(new ProbePost(new string('x', length)), TestContext.Current.CancellationToken);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Uncertain>(response.ToFailure(call.Sent));
        Assert.InRange(seen, 0, length / 2);
    }

    [Fact]
    [Trait("Requirement", "REL-10")]
    public async Task A_connection_past_its_deadline_writes_no_byte()
    {
        var time = new FakeTimeProvider();
        var written = new MemoryStream();
        await using var stream = new DeadlineStream(written, new AttemptDeadline(time, TimeSpan.FromSeconds(30)));
        stream.Write([1], 0, 1);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Throws<IOException>(() => stream.Write([2], 0, 1));
        await Assert.ThrowsAsync<IOException>(async () => await stream.WriteAsync(new byte[] { 3 }, TestContext.Current.CancellationToken));
        Assert.Equal([1], written.ToArray());
    }

    [Fact]
    public async Task A_cancelled_caller_gets_no_outcome()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await cancel.CancelAsync();
            await connection.HangAsync();
        });
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForPublishing<IProbeApi>(server.Address, Probe.Key(), ProbeJson.Default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Api.Publish(new ProbePost("hello"), cancel.Token));
    }
}
