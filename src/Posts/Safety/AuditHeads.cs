using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>The chain's last entry at some moment, signed with the chain's key.</summary>
/// <param name="Signature">HMAC-SHA256 over the others, in hex.</param>
public sealed record AuditHead(DateTimeOffset At, long Sequence, string Hash, int KeyNumber, string Signature);

/// <summary>The heads that were exported, a line of JSON each.</summary>
public sealed class AuditHeads(Store store, AuditKeys keys, IOptions<AuditOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    public bool AreExported => options.Value.HeadFile is { Length: > 0 };

    /// <summary>Appends the head, unless it is there already.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task ExportAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HeadFile is not { Length: > 0 } path)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            await ExportAsync(path, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ExportAsync(string path, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var last = await db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (last is null || await ReadAsync(cancellationToken) is [.., var head] && head.Sequence == last.Sequence)
        {
            return;
        }

        if ((await keys.AllAsync(db, cancellationToken)).GetValueOrDefault(last.KeyNumber) is { } key)
        {
            var now = time.GetUtcNow();
            var made = new AuditHead(now, last.Sequence, last.Hash, last.KeyNumber, Sign(key, now, last.Sequence, last.Hash));
            await File.AppendAllTextAsync(path, PostsJson.Write(made) + "\n", cancellationToken);
        }
    }

    /// <summary>In their order; empty when none are exported or the file is not there.</summary>
    /// <exception cref="FormatException">A line is no head.</exception>
    public async Task<IReadOnlyList<AuditHead>> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HeadFile is not { Length: > 0 } path || !File.Exists(path))
        {
            return [];
        }

        try
        {
            var lines = await File.ReadAllLinesAsync(path, cancellationToken);
            return [.. lines.Where(line => line.Length > 0).Select(PostsJson.Read<AuditHead>)];
        }
        catch (JsonException)
        {
            throw new FormatException("The file that Audit:HeadFile names holds a line that is no head.");
        }
    }

    /// <summary>False for a head that was not written by this newsroom's service.</summary>
    internal static bool IsSigned(AuditHead head, byte[] key) =>
        Digest.IsSame(head.Signature, Sign(key, head.At, head.Sequence, head.Hash));

    private static string Sign(byte[] key, DateTimeOffset at, long sequence, string hash) =>
        AuditHash.Of(key, "head", at.UtcTicks.ToString(Invariant), sequence.ToString(Invariant), hash);

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;
}
