using Publisher.Channels.Http;

namespace Publisher.Channels.TikTok;

/// <summary>
/// TikTok photo posts and films. TikTok fetches the files itself and then works on the post, so publishing ends in Accepted and the status tells
/// the rest. In inbox mode a person finishes the post in the app. Nothing can be changed or deleted through the API.
/// </summary>
internal sealed class TikTokNetwork : INetwork
{
    private const string Username = "username";

    private readonly NetworkClients _clients;
    private readonly TikTokTokens _tokens;
    private readonly TikTokQuestions _questions;

    public TikTokNetwork(NetworkClients clients)
    {
        _clients = clients;
        _tokens = new TikTokTokens(clients);
        _questions = new TikTokQuestions(clients, _tokens);
    }

    public NetworkProfile Profile => TikTokProfile.Profile;

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) => TikTokRules.Check(variant, TikTokSettings.Of(access));

    /// <summary>Asks who posts: shows whether the token lives and renews it, and whether the account offers the privacy level.</summary>
    public async Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = TikTokSettings.Of(access);
        var reply = await _questions.AskCreatorAsync(access, cancellationToken);
        if (reply.Data is { } creator)
        {
            return Mismatch(settings, creator) is { } refused ? new Prepared.Failed(refused) : Ready(creator);
        }

        return MayGoOn(settings, reply) ? Prepared.Ready.Nothing : new Prepared.Failed(reply.Failure!);
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
        var settings = TikTokSettings.Of(access);
        if (!settings.Direct)
        {
            return await SendAsync(part, settings, creator: null, key, access, cancellationToken);
        }

        // TikTok wants the question before each direct post, so a repeat hours after preparing asks anew.
        var reply = await _questions.AskCreatorOnceAsync(access, cancellationToken);
        return reply.Data is not { } creator
            ? reply.Failure!
            : Mismatch(settings, creator) ?? await SendAsync(part, settings, creator, key, access, cancellationToken);
    }

    /// <param name="creator">Null in inbox mode.</param>
    private async Task<Outcome> SendAsync(
        Part part,
        TikTokSettings settings,
        TikTokCreator? creator,
        AttemptKey key,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var links = new List<string>();
        foreach (var file in part.Files.Where(file => file.Purpose == FilePurpose.Shown))
        {
            links.Add((await access.MakePullLinkAsync(file, key, cancellationToken)).AbsoluteUri);
        }

        var bearer = TikTokTokens.Bearer(_tokens.Newest(access));
        var call = _clients.ForPublishing<ITikTokApi>(settings.BaseUrl, key, TikTokJson.Default, bearer);

        var response = IsFilm(part)
            ? await SendFilmAsync(call.Api, part, settings, creator, links[0], cancellationToken)
            : await call.Api.PublishPhotos(Photos(part, settings, creator, links), cancellationToken);

        return ForeignId.Of(response.DataOf()?.PublishId) is { } publishId
            ? new Outcome.Accepted(publishId, TikTokStatusReader.FirstLookAfter)
            : response.ToFailure(call.Sent, response.Judge());
    }

    private static bool IsFilm(Part part) => part.Files.Any(file => file is { Purpose: FilePurpose.Shown, MediaType: "video/mp4" });

    private static Task<Refit.IApiResponse<TikTokAnswer<TikTokTaken>>> SendFilmAsync(
        ITikTokApi api,
        Part part,
        TikTokSettings settings,
        TikTokCreator? creator,
        string link,
        CancellationToken cancellationToken
    )
    {
        var source = new TikTokVideoSource("PULL_FROM_URL", link);
        return creator is null
            ? api.HandOverVideo(new TikTokVideoPost(null, source), cancellationToken)
            : api.PublishVideo(new TikTokVideoPost(FilmInfo(part, settings, creator), source), cancellationToken);
    }

    private static TikTokPhotoPost Photos(Part part, TikTokSettings settings, TikTokCreator? creator, List<string> links) =>
        new(
            "PHOTO",
            creator is null ? "MEDIA_UPLOAD" : "DIRECT_POST",
            creator is null ? new TikTokPostInfo(part.Title ?? "", part.Text) : DirectInfo(part, settings, creator),
            new TikTokSourceInfo("PULL_FROM_URL", PhotoCoverIndex: 0, links)
        );

    /// <summary>Without a handle the files tell: a post whose files nobody fetched can never land once its links are dead.</summary>
    public async Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken)
    {
        if (attempt.Handle is not { } publishId)
        {
            return await access.RevokeUnfetchedAsync(attempt.Key, cancellationToken)
                ? new Found.Missing()
                : new Found.Unknown("TikTok fetched the files, but its answer was lost: look into the account and its inbox.");
        }

        var reply = await _questions.AskStatusAsync(publishId, access, cancellationToken);
        return reply switch
        {
            { Data: { } status } => TikTokStatusReader.Read(status, publishId, attempt.Prepared.Values.GetValueOrDefault(Username)),
            { Failure: Outcome.NotSent(var reason, var after, _) } => new Found.Unknown(reason, after),
            { Failure: Outcome.Refused(_, var reason) } => new Found.Unknown(reason),
            _ => new Found.Unknown("TikTok's answer could not be read."),
        };
    }

    public async Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken)
    {
        var reply = await _questions.AskCreatorAsync(access, cancellationToken);
        var link = ForeignId.Of(reply.Data?.CreatorUsername) is { } username ? TikTokLinks.Nearest(username, id) : null;
        return new Removal.Manual(link, "TikTok cannot be asked to delete: open the post in the app, then “…”, then Delete.");
    }

    public async Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = TikTokSettings.Of(access);
        if (TikTokRules.CheckSettings(settings).ToList() is { Count: > 0 } problems)
        {
            return CheckResult.Broken(problems);
        }

        var reply = await _questions.AskCreatorAsync(access, cancellationToken);
        var trouble =
            reply.Data is { } creator ? Mismatch(settings, creator)
            : MayGoOn(settings, reply) ? null
            : reply.Failure;
        var account = ForeignId.Of(reply.Data?.CreatorUsername) is { } username ? $"@{username}" : null;
        return trouble switch
        {
            null => new CheckResult(Ok: true, account, CanPublish: true, CanTakeDown: false, []),
            Outcome.Refused { IsTokenTrouble: true } refused => CheckResult.Broken(
                new Problem(refused.Code, "credentials", refused.Reason)
            ),
            Outcome.Refused refused => CheckResult.Broken(new Problem(refused.Code, "settings", refused.Reason)),
            Outcome.NotSent later => CheckResult.Broken(new Problem("unreachable", null, later.Reason)),
            _ => CheckResult.Broken(new Problem("unreadable", null, "TikTok's answer could not be read.")),
        };
    }

    public Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<Metrics?>(null);

    public bool TryParseLink(Uri link, out RemoteId id) => TikTokLinks.TryParse(link, out id);

    /// <summary>An app that only fills the inbox lacks the scope for the question: any no but a dead token lets it go on.</summary>
    private static bool MayGoOn(TikTokSettings settings, TikTokReply<TikTokCreator> reply) =>
        !settings.Direct && reply is { Failure: Outcome.Refused, Error: not (null or TikTokAnswers.TokenInvalid) };

    private static Outcome.Refused? Mismatch(TikTokSettings settings, TikTokCreator creator)
    {
        var offered = creator.PrivacyLevelOptions ?? [];
        return settings is { Direct: true, PrivacyLevel: { } level } && !offered.Contains(level)
            ? new Outcome.Refused(
                TikTokAnswers.PrivacyMismatch,
                $"privacyLevel is {level}, but the account offers {Refusal.Shorten(string.Join(", ", offered))}."
            )
            : null;
    }

    private static Prepared.Ready Ready(TikTokCreator creator) =>
        ForeignId.Of(creator.CreatorUsername) is { } username
            ? new Prepared.Ready(new Dictionary<string, string> { [Username] = username })
            : Prepared.Ready.Nothing;

    /// <summary>No music chosen by a machine under news, and nothing is advertised.</summary>
    private static TikTokPostInfo DirectInfo(Part part, TikTokSettings settings, TikTokCreator creator) =>
        new(
            part.Title ?? "",
            part.Text,
            settings.PrivacyLevel,
            DisableComment: creator.CommentDisabled is true,
            AutoAddMusic: false,
            BrandContentToggle: false,
            BrandOrganicToggle: false
        );

    /// <summary>The first frame, where the hook stands, is the cover.</summary>
    private static TikTokVideoInfo FilmInfo(Part part, TikTokSettings settings, TikTokCreator creator) =>
        new(
            part.Text,
            settings.PrivacyLevel,
            DisableComment: creator.CommentDisabled is true,
            VideoCoverTimestampMs: 0,
            BrandContentToggle: false,
            BrandOrganicToggle: false
        );
}
