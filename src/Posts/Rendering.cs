using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Templates;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts;

/// <summary>
/// Makes variants. Text takes less time than queueing for it, so it is composed at the door; whatever needs pictures is
/// left to <see cref="RenderLoop"/>.
/// </summary>
public sealed partial class Rendering(
    Composer composer,
    NetworkDirectory networks,
    Store store,
    MediaStore files,
    FileHolds holds,
    Settlement settlement,
    Signals signals,
    RenderMetrics metrics,
    ILogger<Rendering> logger
)
{
    private const string RenderFailed =
        "A fault inside Publisher stopped the rendering for this channel; it is not tried again until the piece is changed. "
        + "Change the picture or passage that may be the cause, or leave this channel out, and tell whoever runs the service: its log holds the cause.";

    private static readonly MediaSight Everything = new(Person: "", Channels: null);

    private readonly ConcurrentDictionary<string, int> _progress = new();

    /// <summary>How far the rendering of a variant is, in percent.</summary>
    public int ProgressOf(StoredVariant variant) => variant.State is VariantState.Rendering ? _progress.GetValueOrDefault(variant.Id) : 100;

    /// <summary>Makes the variants of the current revision.</summary>
    public async Task StartAsync(
        WriteScope scope,
        StoredContent stored,
        Content content,
        IReadOnlyList<Channel> channels,
        CancellationToken cancellationToken
    )
    {
        var variants = channels
            .Select(channel =>
                (Row: new StoredVariant(scope.NewId("v_"), stored.Id, stored.Revision, channel, scope.Now), Channel: channel)
            )
            .ToList();
        scope.Db.Variants.AddRange(variants.Select(variant => variant.Row));
        using var shelf = new ContentShelf();
        foreach (var (row, channel) in variants.Where(variant => !NeedsPictures(content, variant.Channel)))
        {
            Apply(scope, row, await ComposeAsync(content, channel, sight: null, progress: null, cancellationToken, shelf), channel);
        }

        await SettleOrWaitAsync(scope, stored, [.. variants.Select(variant => variant.Row)], cancellationToken);
    }

    /// <summary>Renders one channel's variant of a content anew, because the channel's settings changed.</summary>
    public async Task RestartAsync(WriteScope scope, StoredContent stored, Channel channel, CancellationToken cancellationToken)
    {
        var old = await scope
            .Db.Variants.Where(row =>
                row.ContentId == stored.Id && row.Revision == stored.Revision && row.ChannelId == channel.Id && !row.Superseded
            )
            .ToListAsync(cancellationToken);
        old.ForEach(row => row.Supersede());
        var fresh = new StoredVariant(scope.NewId("v_"), stored.Id, stored.Revision, channel, scope.Now);
        scope.Db.Variants.Add(fresh);
        await settlement.HoldAsync(scope, stored, cancellationToken);
        scope.AfterCommit(signals.Rendering.Pulse);
    }

    /// <summary>Composes without storing anything but files.</summary>
    /// <param name="sight">What the caller may see: any other medium is not found. Null: the content has been let in already.</param>
    public async Task<Composition> ComposeAsync(
        Content content,
        Channel channel,
        MediaSight? sight,
        IProgress<int>? progress,
        CancellationToken cancellationToken,
        ContentShelf? shelf = null
    ) =>
        await composer.ComposeAsync(
            content,
            new ChannelBrief(channel.Id, channel.Network, channel.Format, channel.Language, channel.AgeBand, channel.Settings)
            {
                Logo = await FindLogoAsync(channel, cancellationToken),
            },
            networks[channel.Network].Profile,
            (id, token) => FindMediaAsync(id, sight ?? Everything, token),
            progress,
            cancellationToken,
            shelf
        );

    /// <summary>Renders what waits for pictures, one content at a time. Returns false when there is nothing.</summary>
    internal async Task<bool> RenderNextAsync(ISet<string> taken, CancellationToken cancellationToken)
    {
        if (await TakeNextAsync(taken, cancellationToken) is not { } contentId)
        {
            return false;
        }

        try
        {
            Checkpoint.Pass("rendering-begun");
            await RenderAsync(contentId, cancellationToken);
        }
        finally
        {
            lock (taken)
            {
                taken.Remove(contentId);
            }
        }

        return true;
    }

    private async Task<string?> TakeNextAsync(ISet<string> taken, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var waiting = await db
            .Variants.Where(row => row.State == VariantState.Rendering && !row.Superseded)
            .OrderBy(row => row.CreatedAt)
            .Select(row => row.ContentId)
            .Take(64)
            .ToListAsync(cancellationToken);
        lock (taken)
        {
            var next = waiting.Find(id => !taken.Contains(id));
            if (next is not null)
            {
                taken.Add(next);
            }

            return next;
        }
    }

    private async Task RenderAsync(string contentId, CancellationToken cancellationToken)
    {
        var (content, channels, variants) = await LoadAsync(contentId, cancellationToken);
        using var shelf = new ContentShelf();

        // Films take seconds: what is quick is there to be read before, and each film as soon as it is made.
        var quick = variants.Where(variant => variant.Format != Format.VerticalVideo).ToList();
        var films = variants.Where(variant => variant.Format == Format.VerticalVideo).Select(film => new List<StoredVariant> { film });
        foreach (var batch in films.Prepend(quick).Where(batch => batch.Count > 0))
        {
            await RenderAsync(contentId, batch, content, channels, shelf, cancellationToken);
        }
    }

    private async Task RenderAsync(
        string contentId,
        List<StoredVariant> variants,
        Dictionary<int, Content> content,
        Dictionary<string, Channel> channels,
        ContentShelf shelf,
        CancellationToken cancellationToken
    )
    {
        var done = new List<(string Id, Composition Result)>();
        await using var kept = new RenderedFiles(files, holds);
        foreach (var variant in variants)
        {
            var channel = channels.GetValueOrDefault(variant.ChannelId);
            var start = TimeProvider.System.GetTimestamp();
            var result =
                channel is null || content.GetValueOrDefault(variant.Revision) is not { } document
                    ? new Composition.Impossible([new("channel_deleted", null, "The channel was deleted meanwhile.")])
                    : await ComposeSafelyAsync(document, channel, variant.Id, shelf, cancellationToken);
            metrics.Rendered(variant.Network, result, TimeProvider.System.GetElapsedTime(start));
            await kept.KeepAsync(result, cancellationToken);
            done.Add((variant.Id, result));
        }

        await store.WriteAsync(scope => FinishAsync(scope, contentId, done, channels, cancellationToken), cancellationToken);
        done.ForEach(result => _progress.TryRemove(result.Id, out _));
    }

    private async Task<(Dictionary<int, Content> Content, Dictionary<string, Channel> Channels, List<StoredVariant> Variants)> LoadAsync(
        string contentId,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var variants = await db
            .Variants.Where(row => row.ContentId == contentId && row.State == VariantState.Rendering && !row.Superseded)
            .ToListAsync(cancellationToken);
        var numbers = variants.Select(variant => variant.Revision).Distinct().ToList();
        var revisions = await db
            .Revisions.Where(row => row.ContentId == contentId && numbers.Contains(row.Number))
            .ToListAsync(cancellationToken);
        var ids = variants.Select(variant => variant.ChannelId).ToList();
        var channels = await db
            .Channels.Where(channel => ids.Contains(channel.Id))
            .ToDictionaryAsync(channel => channel.Id, cancellationToken);
        return (revisions.ToDictionary(revision => revision.Number, revision => revision.Content), channels, variants);
    }

    /// <summary>
    /// A piece that makes the renderer fail must not stop the others, nor wait for ever. A media store that is away is no fault of
    /// the piece: it is rendered once the store is back.
    /// </summary>
    /// <exception cref="MediaUnavailableException"/>
    private async Task<Composition> ComposeSafelyAsync(
        Content content,
        Channel channel,
        string variantId,
        ContentShelf shelf,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ComposeAsync(
                content,
                channel,
                sight: null,
                new Report(percent => _progress[variantId] = percent),
                cancellationToken,
                shelf
            );
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or MediaUnavailableException))
        {
            Log.Failed(logger, variantId, FaultTrace.Of(exception));
            return new Composition.Impossible([new("render_failed", null, RenderFailed)]);
        }
    }

    private async Task<bool> FinishAsync(
        WriteScope scope,
        string contentId,
        List<(string Id, Composition Result)> done,
        Dictionary<string, Channel> channels,
        CancellationToken cancellationToken
    )
    {
        var stored = await scope.Db.Contents.SingleOrDefaultAsync(row => row.Id == contentId, cancellationToken);
        if (stored is null)
        {
            scope.Destroys([.. done.SelectMany(result => RenderedFiles.NamesOf(result.Result)).Distinct()]); // it was deleted meanwhile
            return false;
        }

        var ids = done.ConvertAll(result => result.Id);
        var rows = await scope.Db.Variants.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        foreach (var (id, result) in done.Where(result => rows[result.Id].State is VariantState.Rendering)) // another node may have been faster
        {
            var isGone = result is Composition.Ready && await Uncovered.IsGoneAsync(scope.Db, rows[id], cancellationToken);
            Apply(scope, rows[id], result, channels.GetValueOrDefault(rows[id].ChannelId), isGone);
        }

        var current = await scope
            .Db.Variants.Where(row => row.ContentId == contentId && row.Revision == stored.Revision && !row.Superseded)
            .ToListAsync(cancellationToken);
        await SettleOrWaitAsync(scope, stored, current, cancellationToken);
        return true;
    }

    private async Task SettleOrWaitAsync(
        WriteScope scope,
        StoredContent stored,
        IReadOnlyList<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        if (variants.Any(variant => variant.State is VariantState.Rendering))
        {
            await settlement.HoldAsync(scope, stored, cancellationToken);
            scope.AfterCommit(signals.Rendering.Pulse);
            return;
        }

        await settlement.SettleAsync(scope, stored, variants, cancellationToken);
    }

    /// <param name="isGone">A picture in it was covered for good while it was being drawn: its files go as well.</param>
    private static void Apply(WriteScope scope, StoredVariant row, Composition result, Channel? channel, bool isGone = false)
    {
        if (isGone)
        {
            scope.Destroys([.. RenderedFiles.NamesOf(result)]);
        }
        else
        {
            scope.Db.VariantFiles.AddRange(
                RenderedFiles.NamesOf(result).Select(file => new FileOfVariant { Sha256 = file, VariantId = row.Id })
            );
        }

        switch (result)
        {
            case Composition.Ready(var variant, _, var warnings):
                row.Ready(variant, VariantHash.Of(variant, channel!.Settings), warnings);
                break;
            case Composition.Impossible(var problems):
                row.Impossible(problems);
                break;
        }
    }

    /// <summary>Who may see the channel may see its logo.</summary>
    private async Task<SourceMedia?> FindLogoAsync(Channel channel, CancellationToken cancellationToken) =>
        BrandSettings.AppliesTo(channel.Format) && channel.Settings.TryGetValue(BrandSettings.Logo, out var id)
            ? await FindMediaAsync(id, Everything, cancellationToken)
            : null;

    private async Task<SourceMedia?> FindMediaAsync(string id, MediaSight sight, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var media = await sight.FindAsync(db, id, cancellationToken);
        return media is null
            ? null
            : new SourceMedia(
                media.Id,
                media.MediaType,
                media.Width,
                media.Height,
                media.Sha256,
                token => files.OpenAsync(media.Sha256, token)
            );
    }

    private static bool NeedsPictures(Content content, Channel channel) =>
        content.Media.Count > 0 || channel.Format is Format.VerticalImages or Format.VerticalVideo;

    /// <summary><see cref="Progress{T}"/> would hop through the thread pool and could arrive after the end.</summary>
    private sealed class Report(Action<int> report) : IProgress<int>
    {
        void IProgress<int>.Report(int value) => report(value);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Rendering variant {VariantId} failed: {Fault}")]
        public static partial void Failed(ILogger logger, string variantId, string fault);
    }
}
