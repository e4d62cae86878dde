using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Publisher.Tests.Channels;

namespace Publisher.Tests.Api.Keys;

/// <summary>An identity provider on loopback. It signs what the test tells it to, also what no honest one would.</summary>
internal sealed class IdentityIssuer : IAsyncDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly ScriptedServer _server;

    private IdentityIssuer(ScriptedServer server) => _server = server;

    public string Address => _server.Address.ToString().TrimEnd('/');
    public int KeyReads => _server.Calls.Count(call => call.Path.EndsWith("/keys", StringComparison.Ordinal));

    public static async Task<IdentityIssuer> StartAsync(int status = 200)
    {
        var issuer = new IdentityIssuer(await ScriptedServer.StartAsync());
        issuer._server.On(
            "/.well-known/openid-configuration",
            JsonSerializer.Serialize(new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" }),
            status
        );
        issuer._server.On("/keys", JsonSerializer.Serialize(new { keys = new[] { issuer.PublicKey() } }));
        return issuer;
    }

    /// <summary>A token with these claims in place of the honest ones; null takes one out.</summary>
    public string Token(DateTimeOffset now, string subject, params (string Name, object? Value)[] claims) =>
        Sign(Payload(now, subject, claims), "RS256", data => _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Says who it is for and is signed by nobody.</summary>
    public string Unsigned(DateTimeOffset now, string subject) => Sign(Payload(now, subject, []), "none", _ => []);

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    public string SignedWithPublicKey(DateTimeOffset now, string subject) =>
        Sign(Payload(now, subject, []), "HS256", data => HMACSHA256.HashData(_key.ExportRSAPublicKey(), data));

    /// <summary>Signed by somebody else who claims to be this issuer.</summary>
    public string SignedByAnother(DateTimeOffset now, string subject)
    {
        using var other = RSA.Create(2048);
        return Sign(Payload(now, subject, []), "RS256", data => other.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await _server.DisposeAsync();
    }

    private Dictionary<string, object?> Payload(DateTimeOffset now, string subject, (string Name, object? Value)[] claims)
    {
        var payload = new Dictionary<string, object?>
        {
            ["iss"] = Address,
            ["aud"] = "publisher",
            ["sub"] = subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in claims)
        {
            payload[name] = value;
        }

        return payload.Where(claim => claim.Value is not null).ToDictionary();
    }

    private static string Sign(Dictionary<string, object?> payload, string algorithm, Func<byte[], byte[]> sign)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                alg = algorithm,
                kid = "key-one",
                typ = "at+jwt",
            }
        );
        var signed = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{signed}.{Base64UrlEncoder.Encode(sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = "key-one",
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}
