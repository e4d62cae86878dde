using System.Security.Cryptography;
using System.Text;

namespace Publisher.Api.Keys;

/// <summary>How a key is written: <c>pk_</c>, 256 random bits, and a checksum by which scanners and we tell a mistyped one.</summary>
internal static class ApiKeyText
{
    private const string Prefix = "pk_";
    private const int SecretLength = 64;
    private const int ChecksumLength = 8;

    public static string New()
    {
        var secret = Prefix + RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);
        return secret + Checksum(secret);
    }

    /// <summary>It has the form of our keys, and the checksum is wrong: no need to look it up.</summary>
    public static bool IsMistyped(string key) =>
        key.Length == Prefix.Length + SecretLength + ChecksumLength
        && key.StartsWith(Prefix, StringComparison.Ordinal)
        && Checksum(key[..^ChecksumLength]) != key[^ChecksumLength..];

    private static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, ChecksumLength / 2));
}
