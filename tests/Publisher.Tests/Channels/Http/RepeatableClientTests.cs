using Publisher.Channels;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

public sealed class RepeatableClientTests
{
    private const string Made = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"id\":\"42\"}";

    [Theory]
    [InlineData("HTTP/1.1 503 Wait\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")]
    public async Task A_read_is_tried_again_after_a_5xx_or_a_cut(string first)
    {
        await using var server = Script(first, Made);
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForReading<IProbeApi>(server.Address, ProbeJson.Default);

        var response = await call.Api.Find("42", TestContext.Current.CancellationToken);

        Assert.Equal("42", response.Content?.Id);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_read_gives_up_after_three_tries()
    {
        await using var server = Script("HTTP/1.1 500 No\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForReading<IProbeApi>(server.Address, ProbeJson.Default);

        var response = await call.Api.Find("42", TestContext.Current.CancellationToken);

        Assert.IsType<Found.Unknown>(response.ToUnknown(call.Sent));
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_read_that_is_asked_to_wait_long_leaves_the_wait_to_the_caller()
    {
        await using var server = Script("HTTP/1.1 429 Wait\r\nRetry-After: 60\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForReading<IProbeApi>(server.Address, ProbeJson.Default);

        var response = await call.Api.Find("42", TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMinutes(1), response.ToUnknown(call.Sent).After);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_removal_is_not_repeated_once_the_network_has_answered()
    {
        await using var server = Script("HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForRemoving<IProbeApi>(server.Address, ProbeJson.Default);

        var response = await call.Api.Delete("42", TestContext.Current.CancellationToken);

        Assert.Equal("The network answered 502.", response.ToAgain(call.Sent).Reason);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_preparing_call_that_went_wrong_may_be_repeated()
    {
        await using var server = Script("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = Probe.Clients("127.0.0.1");
        var call = clients.ForPreparing<IProbeApi>(server.Address, ProbeJson.Default);

        var response = await call.Api.Publish(new ProbePost("draft"), TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.NotSent>(response.ToPreparedFailure(call.Sent).Why);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_network_reads_its_own_errors_but_never_turns_a_rate_limit_into_a_refusal()
    {
        await using var limited = Script("HTTP/1.1 429 Wait\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var refused = Script("HTTP/1.1 401 No\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone");
        using var clients = Probe.Clients("127.0.0.1");

        var outcomes = new List<Outcome>();
        foreach (var server in new[] { limited, refused })
        {
            var call = clients.ForPublishing<IProbeApi>(server.Address, Probe.Key(), ProbeJson.Default);
            var response = await call.Api.Publish(new ProbePost("hello"), TestContext.Current.CancellationToken);
            outcomes.Add(response.ToFailure(call.Sent, refusal => new Outcome.Refused(Outcome.TokenTrouble, refusal.Body)));
        }

        Assert.IsType<Outcome.NotSent>(outcomes[0]);
        Assert.Equal(new Outcome.Refused(Outcome.TokenTrouble, "gone"), outcomes[1]);
    }

    [Fact]
    public void Foreign_text_is_cut_and_stripped_of_controls()
    {
        Assert.Equal("a[31mb", Refusal.Shorten("a\u001b[31m\r\nb"));
        Assert.Equal(200, Refusal.Shorten(new string('x', 5000)).Length);
    }

    /// <summary>Answers each connection with the next line of the script, and with the last one from then on.</summary>
    private static RawServer Script(params string[] answers)
    {
        var number = -1;
        return new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answers[Math.Min(Interlocked.Increment(ref number), answers.Length - 1)]);
        });
    }
}
