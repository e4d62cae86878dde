using System.Net.Sockets;
using System.Text;

namespace Publisher.Tests.Api.Conventions;

/// <summary>Requests that no HTTP client would send, over a real connection.</summary>
public sealed class RawRequestTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public RawRequestTests()
    {
        _app.UseKestrel(0);
        _app.StartServer();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [Trait("Requirement", "SEC-12")]
    [InlineData("GET /v1/me HTTP/1.1\r\nHost: h\r\nIdempotency-Key: a\0b\r\n\r\n")]
    [InlineData("GET /v1/me HTTP/1.1\r\nHost: h\r\nIdempotency-Key: a\rb: c\r\n\r\n")]
    [InlineData("GET /v1/me HTTP/1.1\r\nHost: h\r\nIf-Match: a\r\n b\r\n\r\n")]
    [InlineData("GET /v1/me HTTP/1.1\r\nHost: h\r\nBad\0Name: a\r\n\r\n")]
    [InlineData("GET /v1/me\0 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /v1/%00 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /v1/me%0d%0aX:y HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /v1/me?a=%0d%0aX:y HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /v1/me HTTP/1.1\r\nHost: h\0\r\n\r\n")]
    public async Task A_line_break_or_NUL_in_an_address_or_a_header_is_a_bad_request(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _app.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", status, StringComparison.Ordinal);
    }
}
