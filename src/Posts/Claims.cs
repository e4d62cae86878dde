using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// Takes due work, so that no two workers hold the same post. What is taken is committed before it is returned:
/// state, fence and the attempt's row in one transaction, in which pause, approval and lateness are read again.
/// </summary>
public sealed class Claims(Store store, NetworkDirectory networks, TimeProvider time)
{
    /// <summary>Names this process in leases.</summary>
    public string Owner { get; } = Ids.Secret();

    /// <summary>Longer than an attempt may take, so that a silent owner cannot still be writing when it ends.</summary>
    public static TimeSpan Lease { get; } = AttemptDeadline.Length + TimeSpan.FromSeconds(10);

    /// <summary>Preparing uploads pictures and may take longer.</summary>
    private static readonly TimeSpan PreparingLease = TimeSpan.FromMinutes(3);

    /// <summary>Takes up to <paramref name="limit"/> due posts that nothing holds back, one per channel, and writes their attempts.</summary>
    public async Task<IReadOnlyList<ClaimedAttempt>> TakeDueAsync(int limit, CancellationToken cancellationToken) =>
        await AnyDueAsync(cancellationToken)
            ? await store.WriteAsync(scope => TakeDueAsync(scope, limit, cancellationToken), cancellationToken)
            : [];

    /// <summary>Ids of posts due within <paramref name="ahead"/> whose preparing calls have not been made.</summary>
    public async Task<IReadOnlyList<string>> UnpreparedAsync(TimeSpan ahead, int limit, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var now = time.GetUtcNow();
        var until = now + ahead;
        return await DuePosts
            .Open(db, now)
            .Where(post => post.DueAt <= until && post.PreparedFor != post.VariantHash)
            .OrderBy(post => post.DueAt)
            .Select(post => post.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Takes one post for its preparing calls; null when it is prepared, held or taken.</summary>
    public Task<PreparingClaim?> TakePreparingAsync(string postId, CancellationToken cancellationToken) =>
        store.WriteAsync<PreparingClaim?>(
            async scope =>
            {
                var post = await DuePosts.Open(scope.Db, scope.Now).SingleOrDefaultAsync(row => row.Id == postId, cancellationToken);
                if (post is null || post.IsPrepared || post.MissedAt < scope.Now)
                {
                    return null;
                }

                var (channels, variants) = await LoadAsync(scope, [post], cancellationToken);
                if (!channels.TryGetValue(post.ChannelId, out var channel) || !variants.TryGetValue(post.VariantId, out var variant))
                {
                    return null;
                }

                post.LeasePreparing(Owner, PreparingLease, scope.Now);
                return new(post.Id, post.Fence, channel, variant);
            },
            cancellationToken
        );

    /// <summary>Takes posts whose fate must be asked for: accepted, uncertain, handed over to a person, or left by an owner that fell silent.</summary>
    public Task<IReadOnlyList<DoubtfulAttempt>> TakeDoubtfulAsync(int limit, CancellationToken cancellationToken) =>
        TakeAsync(
            limit,
            [PostState.Publishing, PostState.Uncertain, PostState.HandedOver],
            (post, channel, variant, now) =>
            {
                if (post.State is PostState.Publishing && post.Attempts[^1].FinishedAt is null)
                {
                    post.Doubt("The process that was sending it fell silent.", now);
                }

                post.LeaseLooking(Owner, Lease, now);
                var last = post.Attempts[^1];
                var key = new AttemptKey(last.Key, last.Part, last.KeyFirstUsedAt, new AttemptDeadline(time, AttemptDeadline.Length));
                var attempt = new Attempt(
                    key,
                    variant,
                    variant.Parts[last.Part - 1],
                    ClaimedAttempt.PreparedOf(post),
                    last.StartedAt,
                    last.Handle
                );
                return new DoubtfulAttempt(post.Id, post.Fence, channel, attempt);
            },
            cancellationToken
        );

    /// <summary>Takes posts that are being removed.</summary>
    public Task<IReadOnlyList<RemovalClaim>> TakeRemovalsAsync(int limit, CancellationToken cancellationToken) =>
        TakeAsync(
            limit,
            [PostState.Removing],
            (post, channel, _, now) =>
            {
                post.LeaseLooking(Owner, Lease, now);
                return new RemovalClaim(
                    post.Id,
                    post.Fence,
                    channel,
                    [
                        .. post
                            .Parts.Where(part => part.Removal is null)
                            .OrderByDescending(part => part.Number)
                            .Select(part => (part.Number, new RemoteId(part.RemoteId))),
                    ]
                );
            },
            cancellationToken
        );

    /// <summary>Marks posts that are later than they may be. Nothing bursts after an outage.</summary>
    public async Task<int> MarkMissedAsync(CancellationToken cancellationToken)
    {
        await using (var db = store.Read())
        {
            if (!await DuePosts.Late(db, time.GetUtcNow()).AnyAsync(cancellationToken))
            {
                return 0;
            }
        }

        return await store.WriteAsync(
            async scope =>
            {
                var late = await DuePosts
                    .Late(scope.Db, scope.Now)
                    .OrderBy(post => post.MissedAt)
                    .ThenBy(post => post.Id)
                    .Take(500)
                    .Include(post => post.Parts)
                    .ToListAsync(cancellationToken);
                foreach (var post in late)
                {
                    Miss(scope, post);
                    await Takedowns.SettleAsync(scope, post.ContentId, cancellationToken);
                }

                return late.Count;
            },
            cancellationToken
        );
    }

    /// <summary>Ends the leases of processes that are gone: with one process per database, every lease of another.</summary>
    public Task VoidLeasesOfOthersAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                await scope
                    .Db.Posts.Where(post => post.LeaseOwner != null && post.LeaseOwner != Owner)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(post => post.LeaseOwner, (string?)null)
                                .SetProperty(post => post.LeaseUntil, (DateTimeOffset?)null)
                                .SetProperty(post => post.DueAt, scope.Now),
                        cancellationToken
                    );
                await scope
                    .Db.Channels.Where(channel => channel.BusyUntil != null)
                    .ExecuteUpdateAsync(row => row.SetProperty(channel => channel.BusyUntil, (DateTimeOffset?)null), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Posts whose time has not come, for arming the clock after a start.</summary>
    public async IAsyncEnumerable<PostAlarm> AlarmsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var waiting = db
            .Posts.Where(post => post.State == PostState.Scheduled)
            .OrderBy(post => post.DueAt)
            .Select(post => new
            {
                post.Id,
                post.ChannelId,
                post.DueAt,
            });
        await foreach (var post in waiting.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new(post.Id, post.ChannelId, post.DueAt);
        }
    }

    private async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await DuePosts.Sendable(db, time.GetUtcNow()).AnyAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<ClaimedAttempt>> TakeDueAsync(WriteScope scope, int limit, CancellationToken cancellationToken)
    {
        var taken = new List<ClaimedAttempt>();
        var ids = await FirstPerChannelAsync(scope, limit, cancellationToken);
        var posts = await LoadAsync(scope, ids, cancellationToken);
        var (channels, variants) = await LoadAsync(scope, posts, cancellationToken);
        foreach (var post in posts.OrderBy(post => post.DueAt))
        {
            if (post.MissedAt < scope.Now)
            {
                Miss(scope, post);
            }
            else if (variants.GetValueOrDefault(post.VariantId) is not { } variant)
            {
                var before = post.State;
                post.Block(Settlement.Voided);
                scope.TellOf(post, before);
            }
            else if (channels.GetValueOrDefault(post.ChannelId) is { } channel)
            {
                var attempt = post.Begin(Owner, Lease, scope.Now);
                Occupy(channel, networks[channel.Network].Profile.Pace, scope.Now);
                taken.Add(ClaimedAttempt.Of(post, attempt, channel, variant, time));
            }
        }

        return taken;
    }

    /// <summary>Ids of the earliest due post of each free channel. On PostgreSQL the channels are locked, and those another node holds are passed over.</summary>
    private async Task<List<string>> FirstPerChannelAsync(WriteScope scope, int limit, CancellationToken cancellationToken)
    {
        var due = await DuePosts
            .Sendable(scope.Db, scope.Now)
            .OrderBy(post => post.DueAt)
            .Select(post => new { post.Id, post.ChannelId })
            .Take(limit * 8)
            .ToListAsync(cancellationToken);
        var first = due.DistinctBy(post => post.ChannelId).Take(limit).ToList();
        if (scope.Db is not PostgresPublisherDb)
        {
            return first.ConvertAll(post => post.Id);
        }

        var wanted = first.ConvertAll(post => post.ChannelId);
        var now = scope.Now;
        var locked = await scope
            .Db.Channels.FromSql($"SELECT * FROM channels WHERE id = ANY ({wanted}) ORDER BY id FOR UPDATE SKIP LOCKED")
            .Where(channel => channel.BusyUntil == null || channel.BusyUntil < now)
            .Select(channel => channel.Id)
            .ToListAsync(cancellationToken);
        return [.. first.Where(post => locked.Contains(post.ChannelId)).Select(post => post.Id)];
    }

    private static Task<List<Post>> LoadAsync(WriteScope scope, List<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? Task.FromResult(new List<Post>())
            : scope
                .Db.Posts.Include(post => post.Attempts.OrderBy(attempt => attempt.Number))
                .Include(post => post.Parts.OrderBy(part => part.Number))
                .AsSplitQuery()
                .Where(post => ids.Contains(post.Id) && post.State == PostState.Scheduled)
                .ToListAsync(cancellationToken);

    /// <summary>The channels, and those variants that are approved as they stand.</summary>
    private static async Task<(Dictionary<string, Channel> Channels, Dictionary<string, Variant> Variants)> LoadAsync(
        WriteScope scope,
        IReadOnlyCollection<Post> posts,
        CancellationToken cancellationToken
    )
    {
        if (posts.Count == 0)
        {
            return ([], []);
        }

        var channelIds = posts.Select(post => post.ChannelId).ToList();
        var variantIds = posts.Select(post => post.VariantId).ToList();
        var channels = await scope
            .Db.Channels.Where(channel => channelIds.Contains(channel.Id))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var variants = await scope
            .Db.Variants.AsNoTracking()
            .Where(variant => variantIds.Contains(variant.Id) && variant.Approved)
            .ToDictionaryAsync(row => row.Id, row => row.Document!, cancellationToken);
        return (channels, variants);
    }

    private async Task<IReadOnlyList<T>> TakeAsync<T>(
        int limit,
        PostState[] states,
        Func<Post, Channel, Variant, DateTimeOffset, T> take,
        CancellationToken cancellationToken
    )
    {
        await using (var db = store.Read())
        {
            if (!await DuePosts.Wanting(db, states, time.GetUtcNow()).AnyAsync(cancellationToken))
            {
                return [];
            }
        }

        return await store.WriteAsync<IReadOnlyList<T>>(
            async scope =>
            {
                var posts = await DuePosts
                    .Wanting(scope.Db, states, scope.Now)
                    .OrderBy(post => post.DueAt)
                    .Take(limit)
                    .Include(post => post.Attempts.OrderBy(attempt => attempt.Number))
                    .Include(post => post.Parts.OrderBy(part => part.Number))
                    .AsSplitQuery()
                    .ToListAsync(cancellationToken);
                var channelIds = posts.ConvertAll(post => post.ChannelId);
                var variantIds = posts.ConvertAll(post => post.VariantId);
                var channels = await scope
                    .Db.Channels.AsNoTracking()
                    .Where(row => channelIds.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, cancellationToken);
                var variants = await scope
                    .Db.Variants.AsNoTracking()
                    .Where(row => variantIds.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, cancellationToken);
                var taken = new List<T>();
                foreach (var post in posts.Where(post => channels.ContainsKey(post.ChannelId)))
                {
                    var before = post.State;
                    taken.Add(take(post, channels[post.ChannelId], variants[post.VariantId].Document!, scope.Now));
                    scope.TellOf(post, before);
                }

                return taken;
            },
            cancellationToken
        );
    }

    /// <summary>One post at a time, and no faster than the least gap and the network's pace (a token bucket in one column).</summary>
    private static void Occupy(Channel channel, Pace pace, DateTimeOffset now)
    {
        var full = channel.PaceFullAt is { } at && at > now ? at : now;
        channel.PaceFullAt = full + pace.Every;
        var paced = channel.PaceFullAt.Value - pace.Every * pace.Burst;
        var gapped = now + channel.MinGap;
        channel.NextStartAt = paced > gapped ? paced : gapped;
        channel.BusyUntil = now + Lease;
    }

    private static void Miss(WriteScope scope, Post post)
    {
        var before = post.State;
        post.Miss();
        scope.TellOf(post, before);
    }
}
