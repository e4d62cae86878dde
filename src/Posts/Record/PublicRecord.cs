using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Record;

/// <summary>The signed list of what was really published on the channels that want to be on it.</summary>
public sealed class PublicRecord(Store store, RecordSigner signer, TimeProvider time) : IDisposable
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 1_000;

    /// <summary>How long a page is given again as it is: anybody may ask for it.</summary>
    public static TimeSpan Fresh { get; } = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<long, RecordPage> _pages = [];
    private DateTimeOffset _until;

    /// <summary>One page, or <see cref="RecordPage.IsBeyond"/>; null while no channel wants to be on the list.</summary>
    /// <param name="before">Position of the first entry of the page that is newer than this one; null: the newest.</param>
    public async Task<RecordPage?> PageAsync(long? before, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now >= _until || now < _until - Fresh)
            {
                _pages.Clear();
                _until = now + Fresh;
            }

            if (_pages.TryGetValue(before ?? 0, out var kept))
            {
                return kept;
            }

            var page = await MakeAsync(before, now, cancellationToken);
            if (page is { IsBeyond: false })
            {
                _pages[before ?? 0] = page;
            }

            return page;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<RecordPage?> MakeAsync(long? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var channels = await db.Channels.Where(channel => channel.Record).Select(channel => channel.Id).ToListAsync(cancellationToken);
        if (channels.Count == 0)
        {
            return null;
        }

        var listed = db.Record.Where(row => channels.Contains(row.ChannelId));
        var total = await listed.LongCountAsync(cancellationToken);
        var end = before - 1 ?? total;
        if (before is not null && (end <= 0 || end > total || end % PageSize != 0))
        {
            return RecordPage.Beyond(total);
        }

        var skipped = end == 0 ? 0 : (end - 1) / PageSize * PageSize;
        var rows = await listed.OrderBy(row => row.Number).Skip((int)skipped).Take((int)(end - skipped)).ToListAsync(cancellationToken);
        var entries = rows.ConvertAll(RecordLine.Of);
        var asOf = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:00:00'Z'", CultureInfo.InvariantCulture);
        var signed = string.Join('\n', entries.Select(entry => entry.ToString()).Prepend(RecordPage.Head(asOf, skipped + 1, total)));
        return new RecordPage(asOf, skipped + 1, total, entries, await signer.SignAsync(signed, cancellationToken));
    }
}
