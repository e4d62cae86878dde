using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Publisher.Posts.Webhooks;

/// <summary>Ghost's <c>X-Ghost-Signature: sha256=…, t=…</c>: hex of HMAC-SHA256 over the body and the milliseconds of <c>t</c>. https://docs.ghost.org/webhooks</summary>
public static class GhostSignature
{
    public const string Header = "x-ghost-signature";

    /// <summary>True when the body was signed with this secret about now. Older Ghosts sign without a time; those are refused, as anybody could send them again.</summary>
    public static bool IsValid(string secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var facts = (header ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(fact => fact.Split('=', 2))
            .Where(fact => fact.Length is 2)
            .GroupBy(fact => fact[0], fact => fact[1])
            .ToDictionary(fact => fact.Key, fact => fact.First());
        var time = facts.GetValueOrDefault("t");
        return IsRecent(time, now) && facts.TryGetValue("sha256", out var given) && Matches(given, Hash(secret, body, time!));
    }

    /// <summary>The value of the header, as Ghost makes it.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body, long milliseconds)
    {
        var time = milliseconds.ToString(CultureInfo.InvariantCulture);
        return $"sha256={Convert.ToHexStringLower(Hash(secret, body, time))}, t={time}";
    }

    private static bool IsRecent(string? milliseconds, DateTimeOffset now) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && WebhookSignature.IsRecent((value / 1000).ToString(CultureInfo.InvariantCulture), now);

    private static bool Matches(string given, byte[] expected)
    {
        Span<byte> bytes = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return given.Length == 2 * bytes.Length
            && Convert.FromHexString(given, bytes, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    private static byte[] Hash(string secret, ReadOnlySpan<byte> body, string time)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(time));
        return hmac.GetHashAndReset();
    }
}
