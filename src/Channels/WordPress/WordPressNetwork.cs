using System.Globalization;
using System.Net;
using Publisher.Channels.Http;

namespace Publisher.Channels.WordPress;

/// <summary>Publishes whole articles to a website: first a draft with everything in it, then one call that makes it public.</summary>
public sealed class WordPressNetwork(NetworkClients clients) : INetwork
{
    public NetworkProfile Profile => WordPressProfile.Profile;

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) => VariantRules.Check(variant, Profile);

    public async Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var part in variant.Parts)
        {
            var drafting = new WordPressDrafting(clients, WordPressSettings.Of(access), access, variant);
            await drafting.MakeAsync(part, cancellationToken);
            if (drafting.Id is not { } id)
            {
                return drafting.Failure!;
            }

            values[DraftKey(part)] = id.ToRemoteId().Value;
        }

        return new Prepared.Ready(values);
    }

    public async Task<Outcome> PublishAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var settings = WordPressSettings.Of(access);
        var draft = DraftOf(prepared, part);
        var call = clients.ForPublishing<IWordPressApi>(settings.BaseUrl, key, WordPressJson.Default, settings.Authorize);
        var response = await call.Api.ChangePost(draft.Post, new WordPressDraft(Status: settings.Status), cancellationToken);
        return response.ToOutcome(
            call.Sent,
            post =>
                post.Status == settings.Status ? new Outcome.Published(draft.ToRemoteId(), settings.BaseUrl.LinkOnHost(post.Link)) : null,
            WordPressAnswers.Refused
        );
    }

    public async Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = WordPressSettings.Of(access);
        if (attempt.IsLost)
        {
            return await new WordPressSearch(clients, settings).FindAsync(attempt, cancellationToken);
        }

        var draft = DraftOf(attempt.Prepared, attempt.Part);
        var call = clients.ForReading<IWordPressApi>(settings.BaseUrl, WordPressJson.Default, settings.Authorize);
        var response = await call.Api.FindPost(draft.Post, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return new Found.Missing();
        }

        return response.Content switch
        {
            { Status: { } status, Link: var link } when status == settings.Status => new Found.Landed(
                draft.ToRemoteId(),
                settings.BaseUrl.LinkOnHost(link)
            ),
            { Status: "draft" } => new Found.Missing(),
            { Status: "trash" } => new Found.Failed("trashed", "The post lies in the trash of the website."),
            { Status: { } other } => new Found.Unknown($"The post is {Refusal.Shorten(other)} on the website."),
            _ => response.ToUnknown(call.Sent, WordPressAnswers.Refused),
        };
    }

    public Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken) =>
        new WordPressRemoval(clients, WordPressSettings.Of(access)).RemoveAsync(WordPressId.Parse(id), cancellationToken);

    public async Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = WordPressSettings.Of(access);
        var call = clients.ForReading<IWordPressApi>(settings.BaseUrl, WordPressJson.Default, settings.Authorize);
        var response = await call.Api.FindUser(cancellationToken);
        if (response.Content is not { Id: not null } user)
        {
            return response.ToBroken(call.Sent, WordPressAnswers.Refused);
        }

        // A plugin may keep the list of capabilities to itself; then we learn at the first post.
        bool Can(string capability) => user.Capabilities is null || user.Capabilities.GetValueOrDefault(capability);
        var (canPublish, canTakeDown) = (Can("publish_posts") && Can("upload_files"), Can("delete_published_posts"));
        var problems = new List<Problem>();
        if (!canPublish)
        {
            problems.Add(new Problem("missing_capability", "credentials.username", "The account lacks publish_posts or upload_files."));
        }

        if (!canTakeDown)
        {
            problems.Add(new Problem("missing_capability", "credentials.username", "The account lacks delete_published_posts."));
        }

        return new CheckResult(problems.Count == 0, Refusal.Shorten(user.Name), canPublish, canTakeDown, problems);
    }

    /// <summary>A website counts no readers.</summary>
    public Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<Metrics?>(null);

    /// <summary><c>https://site/?p=12</c>, or an address that ends in the slug.</summary>
    public bool TryParseLink(Uri link, out RemoteId id)
    {
        if (link.Query.StartsWith("?p=", StringComparison.Ordinal))
        {
            var isNumber = long.TryParse(link.Query[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            id = isNumber ? new RemoteId(WordPressId.Text(number)) : default;
            return isNumber;
        }

        var slug = Uri.UnescapeDataString(link.Segments[^1].Trim('/'));
        id = slug.Length is > 0 and <= 200 ? WordPressId.OfSlug(slug).ToRemoteId() : default;
        return id != default;
    }

    private static string DraftKey(Part part) => $"draft{part.Number}";

    private static WordPressId DraftOf(Prepared.Ready prepared, Part part) => WordPressId.Parse(new RemoteId(prepared[DraftKey(part)]));
}
