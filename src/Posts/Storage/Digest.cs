using System.Security.Cryptography;
using System.Text;

namespace Publisher.Posts.Storage;

/// <summary>Hashes that tokens and keys are kept and looked up by.</summary>
public static class Digest
{
    /// <summary>SHA-256 as lower-case hex.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Compares secrets, and what is computed from them, in a time that tells nothing of where they differ.</summary>
    public static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
