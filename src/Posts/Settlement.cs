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

    /// <summary>Cause of a post whose time nobody else has agreed to, where approvals hold for times.</summary>
    public const string TimeVoided = "time_not_approved";

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
        var given = await CountApprovalsAsync(scope, content, variants, cancellationToken);
        var posts = content.Revision > 1 || wasApproved ? await WaitingPostsAsync(scope, content, cancellationToken) : [];
        content.Rendered(HashOf(variants, posts), IsComplete(variants), scope.Now);
        var held = SettlePosts(scope, variants, posts, given);
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
        var given = await CountApprovalsAsync(scope, content, variants, cancellationToken);
        var posts = await WaitingPostsAsync(scope, content, cancellationToken);
        var held = SettlePosts(scope, variants, posts, given);
        if (held.Count > 0)
        {
            scope.Tell(EventTypes.ContentApprovalVoided, new { contentId = content.Id, postIds = held });
        }
    }

    /// <summary>Posts were made or moved: where approvals hold for times, they wait for one that names these times.</summary>
    public async Task RetimeAsync(WriteScope scope, string contentId, CancellationToken cancellationToken)
    {
        if (
            !options.Value.CoversTime || await scope.Db.Contents.FindAsync([contentId], cancellationToken) is not { Hash: not null } content
        )
        {
            return;
        }

        await scope.Db.SaveChangesAsync(cancellationToken); // the posts just made are among those that wait
        var variants = await scope
            .Db.Variants.Where(row => row.ContentId == contentId && row.Revision == content.Revision && !row.Superseded)
            .ToListAsync(cancellationToken);
        var posts = await WaitingPostsAsync(scope, content, cancellationToken);
        content.Retimed(HashOf(variants, posts), scope.Now);
        await RecountAsync(scope, content, variants, cancellationToken);
    }

    /// <summary>What an approval that is given now holds for: the waiting posts at their times.</summary>
    public async Task<IReadOnlyList<string>> TimesAsync(WriteScope scope, StoredContent content, CancellationToken cancellationToken) =>
        options.Value.CoversTime ? [.. (await WaitingPostsAsync(scope, content, cancellationToken)).Select(post => post.TimeKey)] : [];

    /// <summary>Whether every variant that can go out carries all the approvals it needs.</summary>
    public static bool IsComplete(IReadOnlyList<StoredVariant> variants) =>
        variants.Where(variant => variant.State is VariantState.Ready).ToList() is { Count: > 0 } ready
        && ready.TrueForAll(variant => variant.Approved);

    private string HashOf(IReadOnlyList<StoredVariant> variants, IReadOnlyList<Post> waiting) =>
        ContentHash.Of(
            variants.Where(variant => variant.State is VariantState.Ready).Select(variant => (variant.ChannelId, variant.Hash!)),
            options.Value.CoversTime ? waiting.Select(post => post.TimeKey) : null
        );

    private async Task<GivenApprovals> CountApprovalsAsync(
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

        return new GivenApprovals(approvals, needed);
    }

    /// <summary>What shows violence and children together is looked at by two, whatever is set.</summary>
    private int NeededFor(Content content) =>
        content.Notes is { Graphic: true, Minors: true } ? Math.Max(2, options.Value.People) : options.Value.People;

    /// <summary>Lets go what may go, holds what may not. Returns the posts that were newly held because what was approved is no longer so.</summary>
    private List<string> SettlePosts(
        WriteScope scope,
        IReadOnlyList<StoredVariant> variants,
        IReadOnlyList<Post> waiting,
        GivenApprovals given
    )
    {
        var byChannel = variants.ToDictionary(variant => variant.ChannelId);
        var held = new List<string>();
        var freed = new List<Post>();
        foreach (var post in waiting)
        {
            var variant = byChannel.GetValueOrDefault(post.ChannelId);
            var isApproved = variant is { State: VariantState.Ready, Approved: true };
            if (isApproved && IsTimeApproved(post, variant!, given))
            {
                var before = post.State;
                if (post.Approve(variant!, scope.Now))
                {
                    freed.Add(post);
                }

                scope.TellOf(post, before);
            }
            else if (isApproved)
            {
                Hold(scope, post, TimeVoided, held);
            }
            else if (post.Cause != Voided || post.State is PostState.Scheduled)
            {
                Hold(scope, post, Voided, held);
            }
        }

        alarms.Arm(scope, freed);
        return held;
    }

    /// <summary>As many people as must approve said yes to this time; whoever set it does not count.</summary>
    private bool IsTimeApproved(Post post, StoredVariant variant, GivenApprovals given) =>
        !options.Value.CoversTime
        || given
            .Approvals.Where(row =>
                row.Person != post.TimedBy && row.Times.Contains(post.TimeKey) && row.VariantHashes.Contains(variant.Hash!)
            )
            .Select(row => row.Person)
            .Distinct()
            .Count() >= given.Needed;

    private static void Hold(WriteScope scope, Post post, string cause, List<string> held)
    {
        if (post.State is PostState.Blocked && (post.Cause == cause || post.Cause is not (Rendering or Voided or TimeVoided)))
        {
            return;
        }

        if (post.State is PostState.Blocked)
        {
            post.Recause(cause);
        }
        else
        {
            post.Block(cause);
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

    /// <param name="Needed">How many people must agree.</param>
    private sealed record GivenApprovals(IReadOnlyList<Approval> Approvals, int Needed);
}
