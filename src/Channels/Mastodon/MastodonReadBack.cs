using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Publisher.Channels.Http;

namespace Publisher.Channels.Mastodon;

/// <summary>Looks for an attempt among the account's own statuses: by the ids of its pictures, else by its words.</summary>
internal sealed partial class MastodonReadBack(NetworkClients clients, ChannelAccess access)
{
    private const int Pages = 10;

    // The instance's clock may be behind ours.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(2);

    public async Task<Found> FindAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var settings = MastodonSettings.Of(access);
        var call = clients.ForReading<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        var account = await call.Api.FindAccount(cancellationToken);
        if (!account.IsSuccessful || ForeignId.Of(account.Content?.Id) is not { } id)
        {
            return account.ToUnknown(call.Sent, MastodonAnswers.Refused);
        }

        string? before = null;
        for (var page = 0; page < Pages; page++)
        {
            var response = await call.Api.ListStatuses(id, before, cancellationToken);
            if (!response.IsSuccessful || response.Content is not { } statuses)
            {
                return response.ToUnknown(call.Sent, MastodonAnswers.Refused);
            }

            foreach (var landed in statuses.Where(status => IsOf(attempt, status)))
            {
                if (landed.Id is { } known && await access.IsKnownAsync(new RemoteId(known), cancellationToken))
                {
                    continue; // an earlier post of ours that says the same
                }

                return MastodonAnswers.Published(landed, settings.BaseUrl) is Outcome.Published(var remoteId, var link)
                    ? new Found.Landed(remoteId, link)
                    : new Found.Unknown("Mastodon lists a status without an id.");
            }

            if (statuses.Count == 0 || statuses[^1].CreatedAt < attempt.StartedAt - _skew)
            {
                return new Found.Missing();
            }

            before = ForeignId.Of(statuses[^1].Id);
        }

        return new Found.Unknown("The account has published too much since to be searched.");
    }

    internal static bool IsOf(Attempt attempt, MastodonStatus status)
    {
        var ours = MediaIds(attempt.Prepared, attempt.Part);
        var theirs = status.MediaAttachments ?? [];
        if (ours.Count > 0 && !attempt.IsLost)
        {
            return theirs.Any(media => media.Id is { } id && ours.Contains(id));
        }

        return theirs.Count == (attempt.IsLost ? attempt.Part.Files.Count : 0)
            && IsAnswerTo(attempt.Prepared.IdBefore(attempt.Part), status)
            && status.CreatedAt >= attempt.StartedAt - _skew
            && Words(attempt.Part.Warning) == Words(status.SpoilerText)
            && Words(Mentions().Replace(attempt.Part.Text, "$1"))
                == Words(WebUtility.HtmlDecode(Tags().Replace(status.Content ?? "", " ")));
    }

    internal static IReadOnlyList<string> MediaIds(Prepared.Ready prepared, Part part) =>
        prepared.Values.GetValueOrDefault(MastodonNetwork.MediaKey(part)) is { Length: > 0 } ids ? ids.Split(',') : [];

    /// <summary>A status whose parent was deleted no longer names it.</summary>
    private static bool IsAnswerTo(string? parent, MastodonStatus status) => status.InReplyToId is null || status.InReplyToId == parent;

    /// <summary>Only letters and digits: the server changes blanks, line breaks and marks while it makes HTML of the text.</summary>
    private static string Words(string? text)
    {
        var words = new StringBuilder();
        foreach (var rune in (text ?? "").Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                words.Append(rune);
            }
        }

        return words.ToString();
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    // Of a remote account the server shows the name without its server.
    [GeneratedRegex(@"(@\w+)@[\w.-]+\w", RegexOptions.NonBacktracking)]
    private static partial Regex Mentions();
}
