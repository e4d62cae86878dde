using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>
/// Asks for the post that a further part answers: a reply names the version of it, and the beginning of the thread.
/// Both stay as they are, so the record of a part is the same on every try.
/// </summary>
internal sealed class BlueskyThread(NetworkClients clients)
{
    /// <summary>What the part answers, nothing for a first one; or why it cannot be sent now.</summary>
    public async Task<(BlueskyReply? Reply, Outcome? Failure)> FindAsync(
        Part part,
        Prepared.Ready prepared,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        if (prepared.IdBefore(part) is not { } before)
        {
            return (null, null);
        }

        var uri = BlueskyUri.Parse(new RemoteId(before));
        var call = clients.ForReading<IBlueskyApi>(BlueskySettings.Of(access).BaseUrl, BlueskyJson.Default);
        var response = await call.Api.FindRecord(uri.Repo, BlueskyPostKey.Collection, uri.Key, cancellationToken);
        if (response.Content is { Uri: { } found, Cid: { } cid } post && IsPlain(found, uri) && ForeignId.Of(cid) is not null)
        {
            var parent = new BlueskyReference(found, cid);
            return (new BlueskyReply(post.Value?.Reply?.Root ?? parent, parent), null);
        }

        return response.IsRecordMissing(call.Sent)
            ? (null, new Outcome.Refused("reply_gone", "The part before it is no longer on Bluesky, so this one has nothing to answer."))
            : (null, response.ToPreparedFailure(call.Sent, BlueskyAnswers.Refused).Why);
    }

    /// <summary>The server names the record that was asked for; the account by its id, where the question may have had its name.</summary>
    private static bool IsPlain(string found, BlueskyUri asked) =>
        found.Split('/') is ["at:", "", var repo, BlueskyPostKey.Collection, var key] && key == asked.Key && ForeignId.Of(repo) is not null;
}
