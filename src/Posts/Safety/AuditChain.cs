using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>An act that is to be written down.</summary>
/// <param name="Details">Ids and hashes by name; never a text.</param>
public sealed record AuditedAct(string Person, string Action, string Subject, IReadOnlyDictionary<string, string>? Details = null);

/// <summary>Appends acts to the chain in the transaction that does them, and checks the whole chain.</summary>
public sealed class AuditChain(AuditKeys keys)
{
    /// <summary>Action of the entry with which a copy that was put back begins.</summary>
    public const string Restored = "copy.restored";

    private const int AtOnce = 5_000;

    /// <summary>Called last before the commit. On PostgreSQL the nodes append one after the other.</summary>
    internal async Task AppendAsync(WriteScope scope, IReadOnlyList<AuditedAct> acts, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(scope, cancellationToken);
        var last = await scope
            .Db.AuditEntries.OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? AuditHash.None);
        foreach (var act in acts)
        {
            var entry = new AuditEntry
            {
                Sequence = ++sequence,
                At = scope.Now,
                Person = act.Person,
                Action = act.Action,
                Subject = act.Subject,
                Details = act.Details is null ? null : PostsJson.Write(act.Details),
                KeyNumber = key.Number,
                PreviousHash = hash,
            };
            entry.Hash = hash = AuditHash.Of(entry, key.Key);
            scope.Db.AuditEntries.Add(entry);
        }
    }

    /// <summary>Reads every entry and compares it with its hash, its neighbour, and the heads that were exported.</summary>
    /// <param name="heads">What <see cref="AuditHeads"/> holds; empty when none were exported.</param>
    public async Task<AuditVerdict> VerifyAsync(PublisherDb db, IReadOnlyList<AuditHead> heads, CancellationToken cancellationToken)
    {
        var secrets = await keys.AllAsync(db, cancellationToken);
        if (heads.Any(head => secrets.GetValueOrDefault(head.KeyNumber) is { } key && !AuditHeads.IsSigned(head, key)))
        {
            return new AuditVerdict(false, 0, null, "The file of exported heads holds one that this service did not write.");
        }

        heads = await WithoutThoseOfBeforeRestoresAsync(db, heads, cancellationToken);
        var exported = heads.ToLookup(head => head.Sequence);
        var (count, hash) = (0L, AuditHash.None);
        while (true)
        {
            var entries = await db
                .AuditEntries.AsNoTracking()
                .Where(entry => entry.Sequence > count)
                .OrderBy(entry => entry.Sequence)
                .Take(AtOnce)
                .ToListAsync(cancellationToken);
            foreach (var entry in entries)
            {
                if (FaultOf(entry, count + 1, hash, secrets, exported) is { } fault)
                {
                    return new AuditVerdict(false, count, count + 1, fault);
                }

                (count, hash) = (entry.Sequence, entry.Hash);
            }

            if (entries.Count < AtOnce)
            {
                break;
            }
        }

        return heads.Any(head => head.Sequence > count)
            ? new AuditVerdict(false, count, count + 1, "Entries are missing at the end: a head that was exported lies beyond it.")
            : new AuditVerdict(true, count, null, null);
    }

    /// <summary>A copy that was put back goes on from where it was made: heads that lay beyond were another future's.</summary>
    private static async Task<IReadOnlyList<AuditHead>> WithoutThoseOfBeforeRestoresAsync(
        PublisherDb db,
        IReadOnlyList<AuditHead> heads,
        CancellationToken cancellationToken
    )
    {
        if (heads.Count == 0)
        {
            return heads;
        }

        var restores = await db
            .AuditEntries.Where(entry => entry.Action == Restored)
            .Select(entry => new { entry.Sequence, entry.At })
            .ToListAsync(cancellationToken);
        return [.. heads.Where(head => !restores.Exists(restore => head.Sequence >= restore.Sequence && head.At <= restore.At))];
    }

    private static string? FaultOf(
        AuditEntry entry,
        long expected,
        string previous,
        IReadOnlyDictionary<int, byte[]?> secrets,
        ILookup<long, AuditHead> exported
    )
    {
        if (entry.Sequence != expected)
        {
            return "An entry is missing.";
        }

        if (entry.PreviousHash != previous)
        {
            return "It does not follow the entry before it.";
        }

        if (secrets.GetValueOrDefault(entry.KeyNumber) is not { } key)
        {
            return "The key it was written with cannot be read: the key ring is another one.";
        }

        return !Digest.IsSame(entry.Hash, AuditHash.Of(entry, key)) ? "It was changed after it was written."
            : exported[entry.Sequence].Any(head => head.Hash != entry.Hash) ? "It differs from the head that was exported."
            : null;
    }
}

/// <param name="Entries">How many were sound, from the first.</param>
/// <param name="FirstBroken">Sequence of the first that is not.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record AuditVerdict(bool Ok, long Entries, long? FirstBroken, string? Why);
