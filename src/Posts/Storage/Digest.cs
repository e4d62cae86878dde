using System.Security.Cryptography;
using System.Text;

namespace Publisher.Posts.Storage;

/// <summary>Hashes that tokens and keys are kept and looked up by.</summary>
public static class Digest
{
    /// <summary>SHA-256 as lower-case hex.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
