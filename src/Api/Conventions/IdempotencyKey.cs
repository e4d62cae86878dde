using System.Security.Cryptography;
using System.Text;
using Publisher.Api.Keys;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>A caller's name for one request, scoped to person and route.</summary>
/// <param name="Row">Key of the kept answer.</param>
/// <param name="Fingerprint">HMAC of the body, under a key that only the key ring opens.</param>
internal sealed record IdempotencyKey(string Row, string Fingerprint)
{
    private const int MostCharacters = 255;
    private const string Purpose = "fingerprints";

    /// <summary>Null when none was given, or for other methods than POST.</summary>
    /// <exception cref="RefusedException">It is empty, too long, or holds characters that no header should.</exception>
    public static async ValueTask<IdempotencyKey?> OfAsync(HttpContext context, KeptKeys keys, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Headers.TryGetValue(Door.KeyHeader, out var given))
        {
            return null;
        }

        var key = given.ToString();
        if (key.Length is 0 or > MostCharacters || key.Any(letter => letter is < ' ' or > '~'))
        {
            throw new RefusedException(
                Problems.Malformed($"{Door.KeyHeader} must have 1 to {MostCharacters} printable ASCII characters.", Door.KeyHeader)
            );
        }

        var person = context.Features.Get<Caller>()?.Person ?? "";
        var fingerprint = context.Features.Get<RequestFingerprint>()?.Value ?? "";
        var secret = await keys.CurrentAsync(Purpose, static () => RandomNumberGenerator.GetBytes(32), cancellationToken);
        var body = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{request.QueryString}\n{fingerprint}"));
        return new IdempotencyKey(Digest.Of($"{person}\n{request.Path}\n{key}"), Convert.ToHexStringLower(body));
    }
}
