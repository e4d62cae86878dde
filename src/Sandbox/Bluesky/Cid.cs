using System.Security.Cryptography;
using System.Text;

namespace Publisher.Sandbox.Bluesky;

/// <summary>Content ids as the AT Protocol writes them: version 1, SHA-256, base32 with a leading <c>b</c>.</summary>
internal static class Cid
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string OfBlob(ReadOnlySpan<byte> bytes) => Of(0x55, bytes);

    /// <summary>The real one hashes CBOR; ours hashes the JSON, which tells equal from different just as well.</summary>
    public static string OfRecord(string json) => Of(0x71, Encoding.UTF8.GetBytes(json));

    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var part in bytes)
        {
            (bits, count) = ((bits << 8) | part, count + 8);
            for (; count >= 5; count -= 5)
            {
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            }

            bits &= 31;
        }

        return count == 0 ? text.ToString() : text.Append(Alphabet[(bits << (5 - count)) & 31]).ToString();
    }

    private static string Of(byte codec, ReadOnlySpan<byte> bytes) => "b" + Base32([1, codec, 0x12, 0x20, .. SHA256.HashData(bytes)]);
}
