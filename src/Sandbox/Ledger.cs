namespace Publisher.Sandbox;

/// <summary>What the networks really took, in order. Rows are only added; the one thing that changes in an old row is whether it is still visible.</summary>
public sealed class Ledger(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<LedgerEntry> _entries = [];
    private long _sequence;

    public IReadOnlyList<LedgerEntry> Entries(string? network = null)
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => network is null || entry.Network == network)];
        }
    }

    /// <summary>Forgets all rows; the networks themselves keep what they hold, and the count goes on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal LedgerEntry Add(
        string network,
        NetworkAction action,
        string remoteId,
        string channel,
        string text,
        IReadOnlyList<LedgerMedium>? media = null,
        int? part = null,
        string? markup = null,
        string? language = null,
        string? idempotencyKey = null
    )
    {
        lock (_gate)
        {
            if (action is NetworkAction.Delete)
            {
                Hide(network, channel, remoteId);
            }

            var entry = new LedgerEntry(
                ++_sequence,
                time.GetUtcNow(),
                network,
                action,
                part,
                remoteId,
                channel,
                text,
                markup == text ? null : markup,
                language,
                media ?? [],
                idempotencyKey,
                Visible: action is NetworkAction.Publish
            );
            _entries.Add(entry);
            return entry;
        }
    }

    /// <summary>The message can no longer be seen: deleted, blanked or unpublished.</summary>
    internal void Hide(string network, string channel, string remoteId)
    {
        lock (_gate)
        {
            for (var i = 0; i < _entries.Count; i++)
            {
                var entry = _entries[i];
                if (entry.Visible && entry.Network == network && entry.Channel == channel && entry.RemoteId == remoteId)
                {
                    _entries[i] = entry with { Visible = false };
                }
            }
        }
    }
}
