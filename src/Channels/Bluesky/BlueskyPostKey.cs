using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Publisher.Channels.Bluesky;

/// <summary>The record key of a post, made from the attempt's key alone: the same on every try, on every machine.</summary>
/// <remarks>
/// A TID: 53 bits of microseconds and 10 bits that tell clocks apart. Only the second is taken from the first attempt's start, since a
/// database may keep less; the rest comes from the key's hash.
/// </remarks>
internal sealed record BlueskyPostKey(string Value, DateTimeOffset CreatedAt)
{
    public const string Collection = "app.bsky.feed.post";

    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;

    /// <summary>ISO 8601 in UTC, with milliseconds.</summary>
    public string CreatedAtText => CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static BlueskyPostKey Of(AttemptKey key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key.Value}/{key.Part}")));
        var random = BinaryPrimitives.ReadUInt64BigEndian(hash);
        var second = DateTimeOffset.FromUnixTimeSeconds(key.FirstUsedAt.ToUnixTimeSeconds());
        var micros = (long)(random % TimeSpan.MicrosecondsPerSecond);
        var clock = hash[8] << 2 & 1023;
        var value = ((second.ToUnixTimeSeconds() * TimeSpan.MicrosecondsPerSecond) + micros << 10) | (long)clock;
        return new BlueskyPostKey(Encode(value), second.AddMicroseconds(micros));
    }

    private static string Encode(long value) =>
        string.Create(
            Length,
            value,
            (text, left) =>
            {
                for (var index = Length - 1; index >= 0; index--, left >>= 5)
                {
                    text[index] = Alphabet[(int)(left & 31)];
                }
            }
        );
}
