using System.Net;
using Publisher.Channels.Http;

namespace Publisher.Channels.Mastodon;

/// <summary>Publishes short texts with pictures to an account of a Mastodon instance.</summary>
public sealed class MastodonNetwork(NetworkClients clients) : INetwork
{
    public NetworkProfile Profile => MastodonProfile.Profile;

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) => VariantRules.Check(variant, Profile);

    public async Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken)
    {
        var uploads = new MastodonUploads(clients, MastodonSettings.Of(access), access);
        var values = new Dictionary<string, string>();
        foreach (var part in variant.Parts.Where(part => part.Files.Count > 0))
        {
            var ids = new List<string>();
            if (await uploads.UploadAsync(part, ids, cancellationToken) is { } failed)
            {
                return failed;
            }

            values[MediaKey(part)] = string.Join(',', ids);
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
        var settings = MastodonSettings.Of(access);
        var status = new NewMastodonStatus(
            part.Text,
            MastodonReadBack.MediaIds(prepared, part),
            part.Sensitive || part.Graphic,
            part.Warning,
            settings.Visibility,
            MastodonLanguage.Of(variant.Language),
            prepared.IdBefore(part)
        );
        var call = clients.ForPublishing<IMastodonApi>(settings.BaseUrl, key, MastodonJson.Default, settings.Authorize);
        var response = await call.Api.Publish(status, key.Value, cancellationToken);
        return response.ToOutcome(call.Sent, made => MastodonAnswers.Published(made, settings.BaseUrl), MastodonAnswers.Refused);
    }

    public Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken) =>
        new MastodonReadBack(clients, access).FindAsync(attempt, cancellationToken);

    public async Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = MastodonSettings.Of(access);
        var call = clients.ForRemoving<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        var deleted = await call.Api.Delete(id.Value, cancellationToken);
        if (!deleted.IsSuccessStatusCode && deleted.StatusCode is not HttpStatusCode.NotFound)
        {
            return deleted.ToAgain(call.Sent, MastodonAnswers.Refused);
        }

        var read = await call.Api.FindStatus(id.Value, cancellationToken);
        if (read.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone))
        {
            return read.IsSuccessful ? new Removal.Again("Mastodon still shows it.") : read.ToAgain(call.Sent, MastodonAnswers.Refused);
        }

        return settings.Visibility is "direct"
            ? new Removal.Removed()
            : new Removal.Requested("Deleted at the instance. Other servers were asked to delete their copies and may keep them.");
    }

    public async Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = MastodonSettings.Of(access);
        var call = clients.ForReading<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        var account = await call.Api.FindAccount(cancellationToken);
        if (!account.IsSuccessful || account.Content?.Id is null)
        {
            return account.ToBroken(call.Sent, MastodonAnswers.Refused);
        }

        var instance = await call.Api.FindInstance(cancellationToken);
        var problems = SmallerLimits(instance.Content?.Configuration?.Statuses);
        return new CheckResult(problems.Count == 0, Refusal.Shorten(account.Content.Acct), CanPublish: true, CanTakeDown: true, problems);
    }

    public async Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = MastodonSettings.Of(access);
        var call = clients.ForReading<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        var sum = new Metrics(null, 0, 0, 0);
        foreach (var id in ids)
        {
            if ((await call.Api.FindStatus(id.Value, cancellationToken)).Content is { } status)
            {
                sum = new Metrics(
                    null,
                    sum.Likes + (status.FavouritesCount ?? 0),
                    sum.Shares + (status.ReblogsCount ?? 0),
                    sum.Comments + (status.RepliesCount ?? 0)
                );
            }
        }

        return sum;
    }

    /// <summary><c>https://host/@name/123</c> or <c>https://host/users/name/statuses/123</c>.</summary>
    public bool TryParseLink(Uri link, out RemoteId id)
    {
        var last = link.Segments[^1].Trim('/');
        var isStatus = link.Segments.Length >= 3 && last.Length is > 0 and <= 64 && last.All(char.IsAsciiLetterOrDigit);
        id = isStatus ? new RemoteId(last) : default;
        return isStatus;
    }

    internal static string MediaKey(Part part) => $"media{part.Number}";

    private static List<Problem> SmallerLimits(MastodonStatusLimits? limits)
    {
        var problems = new List<Problem>();
        if (limits?.MaxCharacters is < MastodonProfile.TextLimit and var characters)
        {
            problems.Add(
                new Problem(
                    "instance_limit",
                    "settings.baseUrl",
                    $"The instance takes {characters} characters; texts are fitted to {MastodonProfile.TextLimit}."
                )
            );
        }

        if (limits?.MaxMediaAttachments is < MastodonProfile.MaxImages and var images)
        {
            problems.Add(
                new Problem(
                    "instance_limit",
                    "settings.baseUrl",
                    $"The instance takes {images} pictures; up to {MastodonProfile.MaxImages} are sent."
                )
            );
        }

        return problems;
    }
}
