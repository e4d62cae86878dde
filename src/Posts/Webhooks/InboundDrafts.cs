using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>What became of a message of an inbound hook.</summary>
public abstract record InboundResult
{
    private InboundResult() { }

    public sealed record Drafted(StoredContent Content) : InboundResult;

    /// <summary>The same message was taken before; nothing changed.</summary>
    public sealed record Replayed(string? ContentId) : InboundResult;

    /// <summary>It tells of a piece that we published ourselves.</summary>
    public sealed record OwnPost : InboundResult;

    /// <summary>It tells of nothing that a draft could be made of.</summary>
    public sealed record Nothing : InboundResult;

    public sealed record Refused(IReadOnlyList<Problem> Problems) : InboundResult;
}

/// <summary>Makes drafts of what other systems send. Never a post, never an edit, never a removal.</summary>
public sealed class InboundDrafts(Submission submission, Review review)
{
    private const int LongestId = 100;

    /// <summary>The alias a draft of this hook is by: <c>inbound:</c> and the letters of its name. No key's person has a colon, so nobody can be taken for a hook.</summary>
    public static string PersonOf(InboundHook hook) => $"inbound:{new string([.. hook.Name.Where(char.IsLetter)])}";

    /// <summary>The name a message is remembered by.</summary>
    public static string Key(string messageId) => messageId.Length <= LongestId ? messageId : Digest.Of(messageId);

    /// <param name="content">Null when the message tells of nothing that concerns us.</param>
    /// <exception cref="DbUpdateException">The same message was taken by another process meanwhile.</exception>
    public async Task<InboundResult> TakeAsync(
        WriteScope scope,
        InboundHook hook,
        string messageId,
        Content? content,
        CancellationToken cancellationToken
    )
    {
        if (await scope.Db.InboundMessages.FindAsync([hook.Id, messageId], cancellationToken) is { } earlier)
        {
            return new InboundResult.Replayed(earlier.ContentId);
        }

        if (content is null || await IsOursAsync(scope.Db, content.Link, cancellationToken))
        {
            Remember(scope, hook, messageId);
            return content is null ? new InboundResult.Nothing() : new InboundResult.OwnPost();
        }

        // Its pictures were uploaded by whoever set the hook up: a hook has no key.
        return await submission.AcceptAsync(scope, content, false, PersonOf(hook), hook.Channels, cancellationToken, hook.CreatedBy) switch
        {
            SubmissionResult.Accepted(var stored) => await DraftedAsync(scope, hook, messageId, stored, cancellationToken),
            SubmissionResult.Refused(var problems) => new InboundResult.Refused(problems),
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no answer to a new content."),
        };
    }

    /// <summary>Takes note of a message, so that it is never taken again.</summary>
    public static void Remember(WriteScope scope, InboundHook hook, string messageId, string? contentId = null) =>
        scope.Db.InboundMessages.Add(
            new InboundMessage
            {
                HookId = hook.Id,
                MessageId = messageId,
                ContentId = contentId,
                At = scope.Now,
            }
        );

    private async Task<InboundResult> DraftedAsync(
        WriteScope scope,
        InboundHook hook,
        string messageId,
        StoredContent content,
        CancellationToken cancellationToken
    )
    {
        Remember(scope, hook, messageId, content.Id);
        if (hook.AutoSubmit)
        {
            await review.SubmitAsync(scope, content.Id, cancellationToken);
        }

        return new InboundResult.Drafted(content);
    }

    private static async Task<bool> IsOursAsync(PublisherDb db, Uri? link, CancellationToken cancellationToken)
    {
        if (link is null)
        {
            return false;
        }

        // The same page, however its address ends.
        string[] bases = [link.ToString(), link.AbsoluteUri, link.GetLeftPart(UriPartial.Path)];
        var addresses = bases
            .SelectMany(address => new[] { address, address.TrimEnd('/'), address.TrimEnd('/') + "/" })
            .Distinct()
            .ToList();
        return await db.Parts.AnyAsync(part => addresses.Contains(part.Url!), cancellationToken);
    }
}
