using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

/// <summary>Certificates of an authority of our own, which the guard of these tests believes, so that each has one fault and no other.</summary>
[Trait("Requirement", "SEC-20")]
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_good_certificate_is_believed_so_that_the_faults_below_are_what_is_refused(SslProtocols protocol)
    {
        using var certificate = _authority.Issue("127.0.0.1");

        Assert.Null(await CallAsync(certificate, protocol));
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused()
    {
        using var certificate = _authority.Issue("elsewhere.example");

        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(certificate));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        using var certificate = _authority.Issue("127.0.0.1", fromDays: -60, toDays: -1);

        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(certificate));
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_yet_is_refused()
    {
        using var certificate = _authority.Issue("127.0.0.1", fromDays: 2, toDays: 30);

        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(certificate));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_or_of_its_own_making_is_refused()
    {
        using var others = new TestAuthority();
        using var foreign = others.Issue("127.0.0.1");
        using var selfSigned = TestAuthority.SelfSigned("127.0.0.1");

        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(foreign));
        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(selfSigned));
    }

    [Fact]
    public async Task Nobody_is_believed_but_those_the_system_believes_where_nothing_else_is_said()
    {
        using var certificate = _authority.Issue("127.0.0.1");

        Assert.Equal(HttpRequestError.SecureConnectionError, await CallAsync(certificate, guard: Probe.Guard("127.0.0.1")));
    }

    /// <summary>Null when the call went through.</summary>
    private async Task<HttpRequestError?> CallAsync(
        X509Certificate2 certificate,
        SslProtocols protocol = SslProtocols.Tls12,
        EgressGuard? guard = null
    )
    {
        await using var server = new RawServer(async connection =>
        {
            await using var tls = new SslStream(connection.Stream);
            var options = new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocol };
            await tls.AuthenticateAsServerAsync(options);
            await tls.ReadExactlyAsync(new byte[16]);
            await tls.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        });
        using var client = new HttpClient((guard ?? Believing()).CreateHandler());
        try
        {
            var address = new Uri($"https://127.0.0.1:{server.Port}/");
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            return null;
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError;
        }
    }

    private EgressGuard Believing() =>
        new(Options.Create(new EgressOptions { AllowHosts = ["127.0.0.1"] }))
        {
            Trust = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority.Root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
}
