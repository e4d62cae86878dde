using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Publisher.Channels;

namespace Publisher.Tests.Channels.Http;

/// <summary>REL-06: what a network can do to a publishing call, and the only class it may end in.</summary>
[Trait("Requirement", "REL-06")]
public sealed class FaultTests
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(400);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html>no")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":\"4")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"id\":\"42\"}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task An_answer_that_is_cut_unreadable_or_a_5xx_leaves_the_attempt_uncertain(string answer)
    {
        await using var server = RawServer.Answering(answer);

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.IsType<Outcome.Uncertain>(outcome);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(100, "All of it was sent; then the connection broke")]
    [InlineData(32 << 20, "while it was being sent")]
    public async Task A_doubt_says_how_far_the_call_came(int letters, string phase)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            connection.Reset();
        });

        var outcome = await Probe.PublishAsync(server.Address, text: new string('a', letters));

        Assert.Contains(phase, Assert.IsType<Outcome.Uncertain>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_documented_no_or_a_redirect_is_a_refusal_that_names_the_status(int status)
    {
        await using var server = RawServer.Answering(
            $"HTTP/1.1 {status} No\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 6\r\n\r\nsecret"
        );

        var outcome = await Probe.PublishAsync(server.Address);

        var refused = Assert.IsType<Outcome.Refused>(outcome);
        Assert.Equal($"http_{status}", refused.Code);
        Assert.DoesNotContain("secret", refused.Reason);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_error_whose_body_is_cut_still_counts_by_its_status()
    {
        await using var server = RawServer.Answering("HTTP/1.1 422 No\r\nContent-Length: 500\r\n\r\n{\"error\"");

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.Equal("http_422", Assert.IsType<Outcome.Refused>(outcome).Code);
    }

    [Fact]
    public async Task A_readable_success_is_published_once()
    {
        await using var server = RawServer.Answering("HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{\"id\":\"42\"}");

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.Equal("42", Assert.IsType<Outcome.Published>(outcome).Id.Value);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_answer_of_more_than_one_mebibyte_is_uncertain()
    {
        var padding = new string(' ', 1024 * 1024);
        await using var server = RawServer.Answering(
            $"HTTP/1.1 200 OK\r\nContent-Length: {padding.Length + 11}\r\n\r\n{{\"id\":\"42\"}}{padding}"
        );

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task A_rate_limit_answer_becomes_a_retry_after_the_asked_time()
    {
        await using var server = RawServer.Answering("HTTP/1.1 429 Slow\r\nRetry-After: 420\r\nContent-Length: 0\r\n\r\n");

        var outcome = await Probe.PublishAsync(server.Address);

        var notSent = Assert.IsType<Outcome.NotSent>(outcome);
        Assert.Equal(TimeSpan.FromMinutes(7), notSent.After);
        Assert.True(notSent.RateLimited);
    }

    [Theory]
    [InlineData("Retry-After: Thu, 01 Jan 2026 00:02:00 GMT")]
    [InlineData("X-RateLimit-Reset: 2026-01-01T00:02:00.000Z")]
    [InlineData("RateLimit-Reset: 1767225720")]
    [InlineData("RateLimit-Reset: 120")]
    public async Task A_rate_limit_with_a_moment_counts_from_the_clock_of_the_network(string header)
    {
        await using var server = RawServer.Answering(
            $"HTTP/1.1 429 Slow\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n{header}\r\nContent-Length: 0\r\n\r\n"
        );

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<Outcome.NotSent>(outcome).After);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retry-After: soon\r\n")]
    [InlineData("X-RateLimit-Reset: never\r\n")]
    [InlineData("RateLimit-Reset: 99999999999999999999\r\n")]
    public async Task A_rate_limit_without_a_readable_time_leaves_the_wait_to_the_plan(string header)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 429 Slow\r\n{header}Content-Length: 0\r\n\r\n");

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.Null(Assert.IsType<Outcome.NotSent>(outcome).After);
    }

    [Fact]
    public async Task A_wait_of_years_is_cut_to_a_day()
    {
        await using var server = RawServer.Answering(
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 429 Slow\r\nRetry-After: {int.MaxValue}\r\nContent-Length: 0\r\n\r\n")
        );

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.Equal(TimeSpan.FromDays(1), Assert.IsType<Outcome.NotSent>(outcome).After);
    }

    [Theory]
    [InlineData("http://nowhere.invalid:8080/")]
    [InlineData("http://127.0.0.1:1/")]
    public async Task A_name_that_does_not_resolve_and_a_closed_port_are_not_sent(string address)
    {
        var outcome = await Probe.PublishAsync(new Uri(address));

        Assert.IsType<Outcome.NotSent>(outcome);
    }

    [Fact]
    public async Task A_plain_server_behind_https_is_not_sent()
    {
        await using var server = RawServer.Answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        var outcome = await Probe.PublishAsync(new Uri($"https://127.0.0.1:{server.Port}/"), _short);

        Assert.IsType<Outcome.NotSent>(outcome);
    }

    [Fact]
    public async Task A_hung_handshake_is_not_sent()
    {
        await using var server = new RawServer(connection => connection.HangAsync());

        var outcome = await Probe.PublishAsync(new Uri($"https://127.0.0.1:{server.Port}/"), _short);

        Assert.IsType<Outcome.NotSent>(outcome);
    }

    [Theory]
    [Trait("Requirement", "SEC-20")]
    [InlineData("CN=127.0.0.1", 1)]
    [InlineData("CN=elsewhere.example", 1)]
    [InlineData("CN=127.0.0.1", -1)]
    public async Task A_certificate_that_is_self_signed_of_another_host_or_expired_is_not_sent(string subject, int endsInDays)
    {
        using var certificate = SelfSigned(subject, endsInDays);
        await using var server = new RawServer(async connection =>
        {
            await using var tls = new SslStream(connection.Stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await connection.HangAsync();
        });

        var outcome = await Probe.PublishAsync(new Uri($"https://127.0.0.1:{server.Port}/"));

        Assert.IsType<Outcome.NotSent>(outcome);
    }

    [Fact]
    public async Task A_reset_while_the_body_is_read_is_uncertain()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            connection.Reset();
        });

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task A_reset_after_the_body_is_uncertain()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        var outcome = await Probe.PublishAsync(server.Address);

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task Silence_after_the_body_is_uncertain()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.HangAsync();
        });

        var outcome = await Probe.PublishAsync(server.Address, _short);

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_uncertain_at_the_deadline()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\":");
            await connection.HangAsync();
        });

        var outcome = await Probe.PublishAsync(server.Address, _short);

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task An_address_that_the_guard_refuses_is_a_refusal_and_nothing_connects()
    {
        await using var server = RawServer.Answering("");

        var outcome = await Probe.PublishAsync(new Uri($"http://localhost:{server.Port}/"));

        Assert.Equal("egress_refused", Assert.IsType<Outcome.Refused>(outcome).Code);
        Assert.Equal(0, server.Connections);
    }

    private static X509Certificate2 SelfSigned(string subject, int endsInDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(subject.Contains("127") ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1"));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-30), now.AddDays(endsInDays));
    }
}
