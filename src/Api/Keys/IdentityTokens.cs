using Microsoft.Extensions.Options;
using Publisher.Channels.Http;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

/// <summary>
/// Tokens of the identity provider. A token says who somebody is and nothing else: what they may do stands in the key that an admin bound to
/// them, so that revoking, panic and two people work as with any key.
/// </summary>
internal sealed class IdentityTokens(IOptions<OidcOptions> options, EgressGuard egress, TimeProvider time) : IDisposable
{
    public const int MostSubjectCharacters = 255;
    private const int MostCharacters = 8_000;
    private readonly OidcOptions _options = options.Value;

    // Made only when it is on: its library takes memory.
    private readonly IdentityProvider? _provider = options.Value.IsOn ? new(options.Value, egress, time) : null;

    /// <summary>Tokens are taken at all.</summary>
    public bool IsOn => _provider is not null;

    /// <summary>It has the form of a token, so it is no key of ours.</summary>
    public static bool IsToken(string text) => text.StartsWith("ey", StringComparison.Ordinal) && text.AsSpan().Count('.') == 2;

    /// <summary>What is kept of an identity: enough to know it again, not enough to tell who it is.</summary>
    public string HashOf(string subject) => ApiKey.IdentityPrefix + Digest.Of($"{_options.Issuer}\n{subject}");

    /// <summary>The hash of whom the token stands for; null when it is not valid.</summary>
    /// <exception cref="IdentityUnavailableException">The provider's keys cannot be read.</exception>
    public async Task<string?> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var subject = _provider is null || text.Length > MostCharacters ? null : await _provider.SubjectAsync(text, cancellationToken);
        return subject is { Length: > 0 and <= MostSubjectCharacters } ? HashOf(subject) : null;
    }

    public void Dispose() => _provider?.Dispose();
}
