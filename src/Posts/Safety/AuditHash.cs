using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>How the chain is hashed.</summary>
internal static class AuditHash
{
    /// <summary>What stands in place of the hash before the first entry.</summary>
    public static string None { get; } = new('0', HMACSHA256.HashSizeInBytes * 2);

    public static string Of(AuditEntry entry, byte[] key) =>
        Of(
            key,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            MomentConverter.ToMicroseconds(entry.At).ToString(CultureInfo.InvariantCulture),
            entry.Person,
            entry.Action,
            entry.Subject,
            entry.Details ?? "",
            entry.KeyNumber.ToString(CultureInfo.InvariantCulture),
            entry.PreviousHash
        );

    /// <summary>Each field with its length before it, so that no two lists of fields give the same bytes.</summary>
    public static string Of(byte[] key, params ReadOnlySpan<string> fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
