using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Channels.Http;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

/// <summary>Reads the feeds of inbound hooks every five minutes; each item that is new becomes a draft, once.</summary>
public sealed partial class FeedPoller(Store store, InboundDrafts drafts, EgressGuard guard, TimeProvider time, ILogger<FeedPoller> logger)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    private const int MostBytes = 4 << 20;

    /// <summary>A feed that has never been read begins with so many of its newest items; a later flood is taken in portions of it.</summary>
    private const int MostDrafts = 20;

    private readonly HttpClient _client = new(guard.CreateHandler(followRedirects: true))
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PollDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LookingFailed(logger, FaultTrace.Of(exception));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_tick, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads every feed that is due.</summary>
    public async Task PollDueAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Every;
        await using var db = store.Read();
        var due = await db
            .InboundHooks.Where(hook => hook.FeedUrl != null && (hook.PolledAt == null || hook.PolledAt <= before))
            .ToListAsync(cancellationToken);
        foreach (var hook in due)
        {
            try
            {
                await PollAsync(hook, before, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.NotRead(logger, hook.Id, CodeOf(exception));
            }
        }
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    private async Task PollAsync(InboundHook hook, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (!await ClaimAsync(hook, before, cancellationToken))
        {
            return;
        }

        var items = await ReadAsync(new Uri(hook.FeedUrl!), cancellationToken);
        var (fresh, isFirst) = await FreshAsync(hook, items, cancellationToken);

        // Feeds begin with the newest; drafts are made in the order of publication.
        var taken = isFirst ? fresh.Take(MostDrafts).Reverse() : fresh.AsEnumerable().Reverse().Take(MostDrafts);
        foreach (var item in taken)
        {
            await TakeAsync(hook, item, cancellationToken);
        }

        if (isFirst && fresh.Count > MostDrafts)
        {
            await ForgoAsync(hook, fresh.Skip(MostDrafts), cancellationToken);
        }
    }

    /// <summary>One process at a time reads a feed.</summary>
    private Task<bool> ClaimAsync(InboundHook hook, DateTimeOffset before, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
                await scope
                    .Db.InboundHooks.Where(row => row.Id == hook.Id && (row.PolledAt == null || row.PolledAt <= before))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.PolledAt, scope.Now), cancellationToken) == 1,
            cancellationToken
        );

    private async Task<IReadOnlyList<FeedItem>> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        guard.Demand(address);
        using var timeout = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var response = await _client.GetAsync(address, either.Token);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(either.Token);
        return Feed.Read(body);
    }

    private async Task<(List<FeedItem> Fresh, bool IsFirst)> FreshAsync(
        InboundHook hook,
        IReadOnlyList<FeedItem> items,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var ids = items.Select(item => item.Id).ToList();
        var messages = db.InboundMessages.Where(message => message.HookId == hook.Id);
        var known = await messages
            .Where(message => ids.Contains(message.MessageId))
            .Select(message => message.MessageId)
            .ToHashSetAsync(cancellationToken);
        var isFirst = known.Count is 0 && !await messages.AnyAsync(cancellationToken);
        return ([.. items.DistinctBy(item => item.Id).Where(item => !known.Contains(item.Id))], isFirst);
    }

    private Task TakeAsync(InboundHook hook, FeedItem item, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var result = await drafts.TakeAsync(scope, hook, item.Id, item.Piece.ToContent(hook), cancellationToken);
                if (result is InboundResult.Refused(var problems))
                {
                    // It would be refused again at every reading.
                    InboundDrafts.Remember(scope, hook, item.Id);
                    Log.Refused(logger, hook.Id, string.Join(", ", problems.Select(problem => problem.Code)));
                }
            },
            cancellationToken
        );

    private Task ForgoAsync(InboundHook hook, IEnumerable<FeedItem> items, CancellationToken cancellationToken) =>
        store.WriteAsync(
            scope =>
            {
                foreach (var item in items)
                {
                    InboundDrafts.Remember(scope, hook, item.Id);
                }

                return Task.CompletedTask;
            },
            cancellationToken
        );

    // Messages of exceptions may hold the address.
    private static string CodeOf(Exception exception) =>
        exception switch
        {
            EgressRefusedException or { InnerException: EgressRefusedException } => EgressGuard.RefusedCode,
            XmlException => "no_feed",
            HttpRequestException { StatusCode: { } status } => $"status_{(int)status}",
            HttpRequestException => "cannot_connect",
            OperationCanceledException => "timeout",
            _ => exception.GetType().Name,
        };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The feed of inbound hook {HookId} could not be read: {Code}")]
        public static partial void NotRead(ILogger logger, string hookId, string code);

        [LoggerMessage(LogLevel.Warning, "An item of inbound hook {HookId} cannot become a draft: {Codes}")]
        public static partial void Refused(ILogger logger, string hookId, string codes);

        [LoggerMessage(LogLevel.Error, "Looking for feeds failed: {Fault}")]
        public static partial void LookingFailed(ILogger logger, string fault);
    }
}
