using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.TikTok;

/// <summary>TikTok's Content Posting API, everything by pull. Paths end with a slash.</summary>
internal interface ITikTokApi
{
    [Post("/v2/post/publish/creator_info/query/")]
    Task<IApiResponse<TikTokAnswer<TikTokCreator>>> AskCreator([Body] TikTokNothing nothing, CancellationToken cancellationToken);

    [Post("/v2/post/publish/content/init/")]
    Task<IApiResponse<TikTokAnswer<TikTokTaken>>> PublishPhotos([Body] TikTokPhotoPost post, CancellationToken cancellationToken);

    [Post("/v2/post/publish/video/init/")]
    Task<IApiResponse<TikTokAnswer<TikTokTaken>>> PublishVideo([Body] TikTokVideoPost post, CancellationToken cancellationToken);

    /// <summary>Into the app's inbox, where the person writes the text.</summary>
    [Post("/v2/post/publish/inbox/video/init/")]
    Task<IApiResponse<TikTokAnswer<TikTokTaken>>> HandOverVideo([Body] TikTokVideoPost post, CancellationToken cancellationToken);

    [Post("/v2/post/publish/status/fetch/")]
    Task<IApiResponse<TikTokAnswer<TikTokStatus>>> AskStatus([Body] TikTokTaken post, CancellationToken cancellationToken);

    [Post("/v2/oauth/token/")]
    Task<IApiResponse<TikTokTokenPair>> Renew(
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form,
        CancellationToken cancellationToken
    );
}

/// <summary>What wraps every answer: it went well only when the error's code is <c>ok</c>, whatever the HTTP status.</summary>
internal sealed record TikTokAnswer<T>(T? Data, TikTokError? Error);

internal sealed record TikTokError(string? Code, string? Message);

/// <summary>An answer of which only the error matters.</summary>
internal sealed record TikTokFailure(TikTokError? Error);

/// <summary>An empty JSON object.</summary>
internal sealed record TikTokNothing;

/// <summary>Who posts, and what TikTok lets them choose just now.</summary>
internal sealed record TikTokCreator(string? CreatorUsername, IReadOnlyList<string>? PrivacyLevelOptions, bool? CommentDisabled);

internal sealed record TikTokPhotoPost(string MediaType, string PostMode, TikTokPostInfo PostInfo, TikTokSourceInfo SourceInfo);

/// <summary>In inbox mode only title and description are sent; the rest is the person's choice in the app.</summary>
internal sealed record TikTokPostInfo(
    string Title,
    string Description,
    string? PrivacyLevel = null,
    bool? DisableComment = null,
    bool? AutoAddMusic = null,
    bool? BrandContentToggle = null,
    bool? BrandOrganicToggle = null
);

internal sealed record TikTokSourceInfo(string Source, int PhotoCoverIndex, IReadOnlyList<string> PhotoImages);

/// <param name="PostInfo">Null in inbox mode.</param>
internal sealed record TikTokVideoPost(TikTokVideoInfo? PostInfo, TikTokVideoSource SourceInfo);

/// <param name="Title">All the text there is.</param>
/// <param name="VideoCoverTimestampMs">Of the frame that stands for the film.</param>
internal sealed record TikTokVideoInfo(
    string Title,
    string? PrivacyLevel,
    bool DisableComment,
    int VideoCoverTimestampMs,
    bool BrandContentToggle,
    bool BrandOrganicToggle
);

internal sealed record TikTokVideoSource(string Source, string VideoUrl);

/// <param name="PublishId">Up to 64 characters; asks for the status.</param>
internal sealed record TikTokTaken(string? PublishId);

/// <param name="PublicalyAvailablePostId">TikTok's spelling; given after moderation, for public posts only. 64 bits.</param>
internal sealed record TikTokStatus(string? Status, string? FailReason, IReadOnlyList<long>? PublicalyAvailablePostId);

/// <summary>Outside the envelope of the other calls; an error comes as <paramref name="Error"/>, with HTTP 200 too.</summary>
internal sealed record TikTokTokenPair(string? AccessToken, string? RefreshToken, string? Error)
{
    /// <summary>Without the tokens that a record would print.</summary>
    public override string ToString() => nameof(TikTokTokenPair);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(TikTokAnswer<TikTokCreator>))]
[JsonSerializable(typeof(TikTokAnswer<TikTokTaken>))]
[JsonSerializable(typeof(TikTokAnswer<TikTokStatus>))]
[JsonSerializable(typeof(TikTokFailure))]
[JsonSerializable(typeof(TikTokNothing))]
[JsonSerializable(typeof(TikTokPhotoPost))]
[JsonSerializable(typeof(TikTokVideoPost))]
[JsonSerializable(typeof(TikTokTaken))]
[JsonSerializable(typeof(TikTokTokenPair))]
internal sealed partial class TikTokJson : JsonSerializerContext;
