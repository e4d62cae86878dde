using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Brings approvals, the content's state and its waiting posts in line with what has been rendered. Nothing unapproved gets past it.</summary>
public sealed class Settlement(IOptions<ApprovalOptions> options, PostAlarms alarms)
{
    /// <summary>Cause of a post that waits for its content to be rendered again.</summary>
    public const string Rendering = "rendering";

    /// <summary>Cause of a post whose text, media or settings changed since the approval.</summary>
    public const string Voided = "approval_voided";

    private static readonly PostState[] Waiting = [PostState.Scheduled, PostState.Blocked];

    /// <summary>Something is rendered again: what waits to go out is held until its hash is known.</summary>
    public async Task HoldAsync(WriteScope scope, StoredContent content, CancellationToken cancellationToken)
    {
        content.Rendering(scope.Now);
        foreach (var post in await WaitingPostsAsync(scope, content, cancellationToken))
        {
            if (post.State is PostState.Scheduled)
            {
                post.Block(Rendering);
            }
        }
    }

    /// <summary>Everything of the current revision is rendered.</summary>
    public async Task SettleAsync(
        WriteScope scope,
        StoredContent content,
        IReadOnlyList<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        var wasApproved = content.State is ContentState.Approved;
        await CountApprovalsAsync(scope, content, variants, cancellationToken);
        var ready = variants.Where(variant => variant.State is VariantState.Ready).ToList();
        content.Rendered(
            ContentHash.Of(ready.Select(variant => (variant.ChannelId, variant.Hash!))),
            ready.Count > 0 && ready.TrueForAll(variant => variant.Approved),
            scope.Now
        );
        var held = content.Revision > 1 || wasApproved ? await SettlePostsAsync(scope, content, variants, cancellationToken) : [];
        Tell(scope, content, variants, held, wasApproved);
    }

    /// <summary>An approval was given or withdrawn: counts anew and lets posts go or holds them.</summary>
    public async Task RecountAsync(
        WriteScope scope,
        StoredContent content,
        IReadOnlyList<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        await CountApprovalsAsync(scope, content, variants, cancellationToken);
        var held = await SettlePostsAsync(scope, content, variants, cancellationToken);
        if (held.Count > 0)
        {
            scope.Tell(EventTypes.ContentApprovalVoided, new { contentId = content.Id, postIds = held });
        }
    }

    /// <summary>Whether every variant that can go out carries all the approvals it needs.</summary>
    public static bool IsComplete(IReadOnlyList<StoredVariant> variants) =>
        variants.Where(variant => variant.State is VariantState.Ready).ToList() is { Count: > 0 } ready
        && ready.TrueForAll(variant => variant.Approved);

    private async Task CountApprovalsAsync(
        WriteScope scope,
        StoredContent content,
        IReadOnlyList<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        var approvals =
            content.Revision == 1 && scope.Db.Entry(content).State is EntityState.Added
                ? []
                : await scope.Db.Approvals.Where(row => row.ContentId == content.Id && !row.Withdrawn).ToListAsync(cancellationToken);
        approvals = [.. approvals.Union(scope.Db.Approvals.Local.Where(row => row.ContentId == content.Id)).Where(row => !row.Withdrawn)];
        var text = (await scope.Db.Revisions.FindAsync([content.Id, content.Revision], cancellationToken))!.Content;
        var needed = NeededFor(text);
        foreach (var variant in variants.Where(variant => variant.State is VariantState.Ready))
        {
            var people = approvals.Where(row => row.VariantHashes.Contains(variant.Hash!)).Select(row => row.Person).Distinct().Count();
            variant.Approved =
                people >= needed
                && content.State is not (ContentState.Rejected or ContentState.TakenDown)
                && text.TextIn(variant.Language) is not { Machine: true };
        }
    }

    /// <summary>What shows violence and children together is looked at by two, whatever is set.</summary>
    private int NeededFor(Content content) =>
        content.Notes is { Graphic: true, Minors: true } ? Math.Max(2, options.Value.People) : options.Value.People;

    /// <summary>Lets go what may go, holds what may not. Returns the posts that were newly held because their variant changed.</summary>
    private async Task<IReadOnlyList<string>> SettlePostsAsync(
        WriteScope scope,
        StoredContent content,
        IReadOnlyList<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        var byChannel = variants.ToDictionary(variant => variant.ChannelId);
        var held = new List<string>();
        var freed = new List<Post>();
        foreach (var post in await WaitingPostsAsync(scope, content, cancellationToken))
        {
            var variant = byChannel.GetValueOrDefault(post.ChannelId);
            if (variant is { State: VariantState.Ready, Approved: true })
            {
                var before = post.State;
                if (post.Approve(variant, scope.Now))
                {
                    freed.Add(post);
                }

                scope.TellOf(post, before);
            }
            else if (post.Cause != Voided || post.State is PostState.Scheduled)
            {
                Hold(scope, post, held);
            }
        }

        alarms.Arm(scope, freed);
        return held;
    }

    private static void Hold(WriteScope scope, Post post, List<string> held)
    {
        if (post.State is PostState.Blocked && post.Cause is not Rendering)
        {
            return;
        }

        if (post.State is PostState.Blocked)
        {
            post.Recause(Voided);
        }
        else
        {
            post.Block(Voided);
        }

        held.Add(post.Id);
        scope.Tell(EventTypes.PostBlocked, PostEvents.Data(post));
    }

    private static void Tell(
        WriteScope scope,
        StoredContent content,
        IReadOnlyList<StoredVariant> variants,
        IReadOnlyList<string> held,
        bool wasApproved
    )
    {
        if (held.Count > 0 || (wasApproved && content.State is not ContentState.Approved))
        {
            scope.Tell(EventTypes.ContentApprovalVoided, new { contentId = content.Id, postIds = held });
        }

        var impossible = variants.Where(variant => variant.State is VariantState.Impossible).Select(variant => variant.ChannelId).ToList();
        if (impossible.Count > 0)
        {
            scope.Tell(
                EventTypes.VariantsImpossible,
                new
                {
                    contentId = content.Id,
                    revision = content.Revision,
                    channelIds = impossible,
                }
            );
        }

        if (impossible.Count < variants.Count)
        {
            scope.Tell(
                EventTypes.VariantsReady,
                new
                {
                    contentId = content.Id,
                    revision = content.Revision,
                    hash = content.Hash,
                }
            );
        }
    }

    private static Task<List<Post>> WaitingPostsAsync(WriteScope scope, StoredContent content, CancellationToken cancellationToken) =>
        scope.Db.Entry(content).State is EntityState.Added
            ? Task.FromResult(new List<Post>())
            : scope
                .Db.Posts.Include(post => post.Parts)
                .Where(post => post.ContentId == content.Id && Waiting.Contains(post.State))
                .ToListAsync(cancellationToken);
}
