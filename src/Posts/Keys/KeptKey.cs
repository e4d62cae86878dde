using System.Globalization;
using System.Security.Cryptography;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Keys;

/// <summary>A key that the service made for itself, encrypted with the key ring. The highest number of a purpose counts.</summary>
public sealed class KeptKey
{
    private const string Table = "kept_keys";

    public required string Purpose { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required string Cipher { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static KeptKey Of(string purpose, int number, byte[] key, Secrets secrets, DateTimeOffset now) =>
        new()
        {
            Purpose = purpose,
            Number = number,
            Cipher = secrets.Protect(Table, purpose, RowOf(number), Convert.ToBase64String(key)),
            At = now,
        };

    /// <summary>The key; null when the key ring it was encrypted with is lost.</summary>
    internal byte[]? Read(Secrets secrets)
    {
        try
        {
            return Convert.FromBase64String(secrets.Unprotect(Table, Purpose, RowOf(Number), Cipher));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string RowOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
