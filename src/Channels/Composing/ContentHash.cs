using System.Security.Cryptography;
using System.Text.Json;

namespace Publisher.Channels.Composing;

/// <summary>The hash of a content: of all its ready variants together, in whatever order they were rendered.</summary>
public static class ContentHash
{
    /// <returns>SHA-256, lower-case hex, over the pairs sorted by channel id.</returns>
    /// <param name="times">Posts and times that an approval shall hold for too; null: for none.</param>
    public static string Of(IEnumerable<(string ChannelId, string VariantHash)> variants, IEnumerable<string>? times = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (
                var (channelId, hash) in variants
                    .OrderBy(pair => pair.ChannelId, StringComparer.Ordinal)
                    .ThenBy(pair => pair.VariantHash, StringComparer.Ordinal)
            )
            {
                writer.WriteStartArray();
                writer.WriteStringValue(channelId);
                writer.WriteStringValue(hash);
                writer.WriteEndArray();
            }

            foreach (var time in (times ?? []).Order(StringComparer.Ordinal))
            {
                writer.WriteStringValue(time);
            }

            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }
}
