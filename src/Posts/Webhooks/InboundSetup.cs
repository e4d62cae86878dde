using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>What a person may say of an inbound hook.</summary>
/// <param name="FeedUrl">For <c>rss</c> only.</param>
/// <param name="Channels">Whom its drafts are for; null: all enabled channels.</param>
public sealed record InboundWishes(
    string Name,
    string Source,
    Uri? FeedUrl,
    string Language,
    IReadOnlyList<string>? Channels,
    bool AutoSubmit
);

/// <summary>Makes inbound hooks.</summary>
public sealed class InboundSetup(EgressGuard guard, Secrets secrets)
{
    public const string Rss = "rss";
    public const string Ghost = "ghost";
    public const string Generic = "generic";

    /// <summary>Everything that is wrong with the wishes, in fields of the API.</summary>
    /// <param name="visible">The only channels the caller may target; null: all.</param>
    public async Task<IReadOnlyList<Problem>> CheckAsync(
        WriteScope scope,
        InboundWishes wishes,
        IReadOnlyList<string>? visible,
        CancellationToken cancellationToken
    )
    {
        var known = await scope.Db.Channels.Select(channel => channel.Id).ToListAsync(cancellationToken);
        var seen = known.Where(id => visible is null || visible.Contains(id)).ToHashSet();
        return [.. Own(wishes), .. Feed(wishes), .. Targets(wishes, seen)];
    }

    /// <returns>The hook, and the token of its address and its secret, to be shown once; a feed has neither.</returns>
    public (InboundHook Hook, string? Token, string? Secret) Add(WriteScope scope, InboundWishes wishes, string person)
    {
        var id = scope.NewId("in_");
        var isFeed = wishes.Source is Rss;
        var token = isFeed ? null : Ids.Secret();
        var secret = isFeed ? null : WebhookSignature.NewSecret();
        var hook = new InboundHook
        {
            Id = id,
            Name = wishes.Name,
            Source = wishes.Source,
            TokenHash = token is null ? null : Digest.Of(token),
            Secret = secret is null ? null : secrets.Protect("inbound_hooks", "secret", id, secret),
            FeedUrl = wishes.FeedUrl?.ToString(),
            Language = wishes.Language,
            Channels = wishes.Channels ?? [],
            AutoSubmit = wishes.AutoSubmit,
            CreatedBy = person,
            CreatedAt = scope.Now,
        };
        scope.Db.InboundHooks.Add(hook);
        return (hook, token, secret);
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring is not the one it was written with.</exception>
    public string SecretOf(InboundHook hook) => secrets.Unprotect("inbound_hooks", "secret", hook.Id, hook.Secret!);

    private static IEnumerable<Problem> Own(InboundWishes wishes)
    {
        // The name becomes the alias of whoever wrote the drafts.
        if (wishes.Name.Length > 0 && (wishes.Name.Contains('@', StringComparison.Ordinal) || !wishes.Name.Any(char.IsLetter)))
        {
            yield return new Problem("invalid_alias", "name", "The name must hold letters, and no @: drafts are told by it.");
        }

        if (wishes.Source.Length > 0 && wishes.Source is not (Generic or Ghost or Rss))
        {
            yield return new Problem("unknown_value", "source", $"source must be one of {Generic}, {Ghost}, {Rss}.");
        }

        if (wishes.Language.Length > 0 && !LanguageTag.IsKnown(wishes.Language))
        {
            yield return new Problem("unknown_language", "language", "language must be a language tag such as ru, hy, az, ka or en.");
        }
    }

    private IEnumerable<Problem> Feed(InboundWishes wishes)
    {
        if (wishes.Source is Rss && wishes.FeedUrl is null)
        {
            yield return new Problem("required", "feedUrl", "A feed needs its address.");
        }

        if (wishes.Source is Generic or Ghost && wishes.FeedUrl is not null)
        {
            yield return new Problem("unknown_value", "feedUrl", "Only a hook with source rss reads a feed.");
        }

        if (wishes.FeedUrl is { } address && guard.Check(address) is { } refused)
        {
            yield return refused with
            {
                Field = "feedUrl",
            };
        }
    }

    private static IEnumerable<Problem> Targets(InboundWishes wishes, HashSet<string> seen)
    {
        if (wishes.Channels is null or [])
        {
            yield return new Problem("required", "channels", "Name the channels that the drafts are for.");
        }

        for (var index = 0; index < (wishes.Channels?.Count ?? 0); index++)
        {
            if (!seen.Contains(wishes.Channels![index]))
            {
                yield return new Problem("unknown_channel", $"channels[{index}]", $"There is no channel {wishes.Channels[index]}.");
            }
        }
    }
}
