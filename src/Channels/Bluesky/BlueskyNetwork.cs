using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>Publishes short texts with pictures to an account of the AT Protocol.</summary>
public sealed class BlueskyNetwork(NetworkClients clients) : INetwork
{
    /// <summary>What the server says of an upload goes back into the post as it came; it is a type, a size and a hash.</summary>
    private const int LongestBlob = 1_000;

    private readonly BlueskySessions _sessions = new(clients);

    public NetworkProfile Profile => BlueskyProfile.Profile;

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) => VariantRules.Check(variant, Profile);

    public async Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken)
    {
        var (session, failure) = await _sessions.GetAsync(access, cancellationToken);
        if (session is null)
        {
            return new Prepared.Failed(failure!);
        }

        var values = new Dictionary<string, string> { ["did"] = session.Did!, ["handle"] = ForeignId.Of(session.Handle) ?? "" };
        foreach (var part in variant.Parts.Where(part => part.Files.Count > 0))
        {
            var blobs = new List<JsonElement>();
            foreach (var file in part.Files)
            {
                if (await UploadAsync(file, blobs, session, access, cancellationToken) is { } failed)
                {
                    return failed;
                }
            }

            values[BlobsKey(part)] = JsonSerializer.Serialize(blobs, BlueskyJson.Default.IReadOnlyListJsonElement);
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
        var (session, failure) = await _sessions.GetAsync(access, cancellationToken);
        if (session is null)
        {
            return failure!;
        }

        var (reply, nothingToAnswer) = await new BlueskyThread(clients).FindAsync(part, prepared, access, cancellationToken);
        if (nothingToAnswer is not null)
        {
            return nothingToAnswer;
        }

        var postKey = BlueskyPostKey.Of(key);
        var uri = new BlueskyUri(session.Did!, postKey.Value);
        var record = BlueskyRecord.Of(part, variant, postKey, Blobs(prepared, part), reply);
        var call = clients.ForPublishing<IBlueskyApi>(
            BlueskySettings.Of(access).BaseUrl,
            key,
            BlueskyJson.Default,
            headers => BlueskySessions.Authorize(session, headers)
        );
        var put = new BlueskyPut(session.Did!, BlueskyPostKey.Collection, postKey.Value, record);
        var response = await call.Api.PutRecord(put, cancellationToken);
        return response.ToOutcome(
            call.Sent,
            written => written.Uri == uri.ToString() ? new Outcome.Published(uri.ToRemoteId(), uri.LinkFor(session.Handle)) : null,
            ReaderFor(session, access)
        );
    }

    public async Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken)
    {
        if (attempt.IsLost)
        {
            var (session, failure) = await _sessions.GetAsync(access, cancellationToken);
            return session is null
                ? new Found.Unknown(ReasonOf(failure!))
                : await new BlueskySearch(clients, session).FindAsync(attempt, access, cancellationToken);
        }

        var uri = new BlueskyUri(attempt.Prepared["did"], BlueskyPostKey.Of(attempt.Key).Value);
        var call = clients.ForReading<IBlueskyApi>(BlueskySettings.Of(access).BaseUrl, BlueskyJson.Default);
        var response = await call.Api.FindRecord(uri.Repo, BlueskyPostKey.Collection, uri.Key, cancellationToken);
        if (response.Content?.Uri is not null)
        {
            return new Found.Landed(uri.ToRemoteId(), uri.LinkFor(attempt.Prepared.Values.GetValueOrDefault("handle")));
        }

        return response.IsRecordMissing(call.Sent) ? new Found.Missing() : response.ToUnknown(call.Sent, BlueskyAnswers.Refused);
    }

    public async Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken)
    {
        var (session, failure) = await _sessions.GetAsync(access, cancellationToken);
        if (session is null)
        {
            return new Removal.Again(ReasonOf(failure!), (failure as Outcome.NotSent)?.After);
        }

        var uri = BlueskyUri.Parse(id);
        if (uri.Repo != session.Did && uri.Repo != session.Handle)
        {
            return new Removal.Manual(uri.LinkFor(null), "The post belongs to another account than the channel's.");
        }

        var call = clients.ForRemoving<IBlueskyApi>(
            BlueskySettings.Of(access).BaseUrl,
            BlueskyJson.Default,
            headers => BlueskySessions.Authorize(session, headers)
        );
        var delete = new BlueskyDelete(session.Did!, BlueskyPostKey.Collection, uri.Key);
        var deleted = await call.Api.DeleteRecord(delete, cancellationToken);
        if (!deleted.IsSuccessStatusCode)
        {
            return deleted.ToAgain(call.Sent, ReaderFor(session, access));
        }

        var read = await call.Api.FindRecord(session.Did!, BlueskyPostKey.Collection, uri.Key, cancellationToken);
        return read.IsRecordMissing(call.Sent)
                ? new Removal.Requested("Deleted at the account's server. Relays and apps were told and may keep copies.")
            : read.IsSuccessful ? new Removal.Again("Bluesky still shows it.")
            : read.ToAgain(call.Sent, BlueskyAnswers.Refused);
    }

    public async Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var (session, failure) = await _sessions.GetAsync(access, cancellationToken);
        if (session is null)
        {
            var field = failure is Outcome.Refused { IsTokenTrouble: true } ? "credentials" : "settings.baseUrl";
            return CheckResult.Broken(new Problem((failure as Outcome.Refused)?.Code ?? "unreachable", field, ReasonOf(failure!)));
        }

        var call = clients.ForReading<IBlueskyApi>(
            BlueskySettings.Of(access).BaseUrl,
            BlueskyJson.Default,
            headers => BlueskySessions.Authorize(session, headers)
        );
        var response = await call.Api.FindSession(cancellationToken);
        return response.Content?.Did is null
            ? response.ToBroken(call.Sent, ReaderFor(session, access))
            : new CheckResult(true, ForeignId.Of(response.Content.Handle) ?? session.Did, CanPublish: true, CanTakeDown: true, []);
    }

    /// <summary>The account's server counts nothing; only the apps that show the posts do.</summary>
    public Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<Metrics?>(null);

    public bool TryParseLink(Uri link, out RemoteId id)
    {
        var isPost = BlueskyUri.TryParseLink(link, out var uri);
        id = uri?.ToRemoteId() ?? default;
        return isPost;
    }

    private async Task<Prepared.Failed?> UploadAsync(
        VariantFile file,
        List<JsonElement> blobs,
        BlueskySession session,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        await using var bytes = await access.OpenFileAsync(file, cancellationToken);
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
        var call = clients.ForPreparing<IBlueskyApi>(
            BlueskySettings.Of(access).BaseUrl,
            BlueskyJson.Default,
            headers => BlueskySessions.Authorize(session, headers)
        );
        var response = await call.Api.UploadBlob(content, cancellationToken);
        if (response.Content is not { Blob.ValueKind: JsonValueKind.Object } upload || upload.Blob.GetRawText().Length > LongestBlob)
        {
            return response.ToPreparedFailure(call.Sent, ReaderFor(session, access));
        }

        blobs.Add(upload.Blob);
        return null;
    }

    /// <summary>Reads errors, and lets go of the session when its token is what the server complains of.</summary>
    private Func<Refusal, Outcome?> ReaderFor(BlueskySession session, ChannelAccess access) =>
        refusal =>
        {
            if (BlueskyAnswers.IsStaleToken(refusal))
            {
                _sessions.Expire(access, session);
            }

            return BlueskyAnswers.Refused(refusal);
        };

    private static IReadOnlyList<JsonElement> Blobs(Prepared.Ready prepared, Part part) =>
        prepared.Values.TryGetValue(BlobsKey(part), out var blobs)
            ? JsonSerializer.Deserialize(blobs, BlueskyJson.Default.IReadOnlyListJsonElement)!
            : [];

    private static string BlobsKey(Part part) => $"blobs{part.Number}";

    private static string ReasonOf(Outcome failure) =>
        failure switch
        {
            Outcome.Refused refused => refused.Reason,
            Outcome.NotSent notSent => notSent.Reason,
            _ => "Bluesky could not be reached.",
        };
}
