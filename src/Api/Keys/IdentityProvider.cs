using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Publisher.Channels.Http;

namespace Publisher.Api.Keys;

/// <summary>Who signs the tokens. Its keys are read at first need, again each 12 hours, and when a token names one that is not known.</summary>
internal sealed class IdentityProvider : IDisposable
{
    /// <summary>Signed with the provider's private key. A shared secret, or no signature, proves nothing.</summary>
    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>How far the provider's clock may be from ours.</summary>
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _fetchLimit = TimeSpan.FromSeconds(10);
    private const int MostBytes = 1024 * 1024;

    private readonly JsonWebTokenHandler _tokens = new();
    private readonly HttpClient _client;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _keys;
    private readonly TokenValidationParameters _expected;
    private readonly TimeProvider _time;

    public IdentityProvider(OidcOptions options, EgressGuard egress, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(egress.CreateHandler()) { Timeout = _fetchLimit, MaxResponseContentBufferSize = MostBytes };
        _keys = new(
            options.Issuer!.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_client) { RequireHttps = false } // the egress guard says where plain http may go
        );
        _expected = new()
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            ValidAlgorithms = _algorithms,
            ConfigurationManager = _keys,
            LifetimeValidator = (from, until, _, _) => IsInForce(from, until),
        };
    }

    /// <summary>Whom a token stands for; null when it is not valid here and now.</summary>
    /// <exception cref="IdentityUnavailableException">Its keys cannot be read.</exception>
    public async Task<string?> SubjectAsync(string token, CancellationToken cancellationToken)
    {
        await EnsureKeysAsync(cancellationToken);
        var result = await _tokens.ValidateTokenAsync(token, _expected);
        return result.IsValid ? ((JsonWebToken)result.SecurityToken).Subject : null;
    }

    public void Dispose() => _client.Dispose();

    private bool IsInForce(DateTime? from, DateTime? until)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return now < until + _skew && !(now < from - _skew);
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "The library throws whatever its parts throw."
    )]
    private async Task EnsureKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _keys.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IdentityUnavailableException(exception);
        }
    }
}
