using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Publisher.Posts.Media;
using Publisher.Posts.Safety;

namespace Publisher.Posts.Storage;

/// <summary>One transaction: what is changed, the events that tell of it, and what is to happen once it is committed.</summary>
public sealed class WriteScope(PublisherDb db, AuditChain audit, TimeProvider time)
{
    private readonly List<Action> _afterCommit = [];
    private readonly List<AuditedAct> _acts = [];
    private StoredEvent? _lastTold;
    private readonly List<Func<DbTransaction, CancellationToken, ValueTask>> _beforeCommit = [];

    public PublisherDb Db => db;

    /// <summary>The same moment for everything in the transaction, as it will be read back: in whole microseconds.</summary>
    public DateTimeOffset Now { get; } = MomentConverter.FromMicroseconds(MomentConverter.ToMicroseconds(time.GetUtcNow()));

    internal bool HasTold => _lastTold is not null;

    /// <summary>What it deleted must be wiped off the disk.</summary>
    internal bool IsToBeWiped { get; private set; }

    /// <summary>Of the last event, once it is written; 0 without one.</summary>
    internal long LastSequence => _lastTold?.Sequence ?? 0;

    /// <summary>Alias of the person whose request this is; the service itself otherwise.</summary>
    public string Actor { get; set; } = AuditEntry.Service;

    /// <summary>Further ids and hashes of the act that the request is, such as the hash that was approved; null without any.</summary>
    public Dictionary<string, string>? AuditDetails { get; set; }

    public string NewId(string prefix) => Ids.New(prefix, time);

    /// <summary>Adds an event. <paramref name="data"/> holds ids, states, network, language and public link only.</summary>
    public void Tell(string type, object data)
    {
        _lastTold = new StoredEvent
        {
            Id = NewId("evt_"),
            Type = type,
            At = Now,
            Data = PostsJson.Write(data),
        };
        db.Events.Add(_lastTold);
    }

    /// <summary>Writes an act of <see cref="Actor"/> down in the audit chain. <paramref name="details"/> holds ids and hashes only.</summary>
    public void Audit(string action, string subject, IReadOnlyDictionary<string, string>? details = null) =>
        _acts.Add(new AuditedAct(Actor, action, subject, details));

    /// <summary>
    /// What this transaction deletes shall leave no byte behind, and these files go with it, unless another row names them: they are
    /// destroyed after the commit, by whichever process lives then.
    /// </summary>
    /// <param name="files">SHA-256, lower-case hex.</param>
    public void Destroys(params IReadOnlyCollection<string> files)
    {
        IsToBeWiped = true;
        db.DoomedFiles.AddRange(
            files.Select(file => new DoomedFile
            {
                Id = NewId("df_"),
                Sha256 = file,
                At = Now,
            })
        );
    }

    /// <summary>Runs once the transaction is committed, and never if it is not.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Runs inside the transaction after everything else was written.</summary>
    public void BeforeCommit(Func<DbTransaction, CancellationToken, ValueTask> action) => _beforeCommit.Add(action);

    internal async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        if ((HasTold || _acts.Count > 0) && db is PostgresPublisherDb)
        {
            // Sequence numbers must become visible in their order, or a reader that asks "after 7" would miss a late 6.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(20261)", cancellationToken);
        }

        if (_acts.Count > 0)
        {
            await audit.AppendAsync(this, _acts, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var action in _beforeCommit)
        {
            await action(transaction.GetDbTransaction(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    internal void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}
