using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Mastodon;

/// <summary>The calls of Mastodon's REST API that publishing needs.</summary>
internal interface IMastodonApi
{
    [Get("/api/v1/accounts/verify_credentials")]
    Task<IApiResponse<MastodonAccount>> FindAccount(CancellationToken cancellationToken);

    [Get("/api/v2/instance")]
    Task<IApiResponse<MastodonInstance>> FindInstance(CancellationToken cancellationToken);

    /// <summary>200: ready. 202: still processing, ask <see cref="FindMedia"/>.</summary>
    [Multipart]
    [Post("/api/v2/media")]
    Task<IApiResponse<MastodonMedia>> Upload(StreamPart file, string description, string focus, CancellationToken cancellationToken);

    /// <summary>200: ready. 206: still processing.</summary>
    [Get("/api/v1/media/{id}")]
    Task<IApiResponse<MastodonMedia>> FindMedia(string id, CancellationToken cancellationToken);

    [Post("/api/v1/statuses")]
    Task<IApiResponse<MastodonStatus>> Publish(
        [Body] NewMastodonStatus status,
        [Header("Idempotency-Key")] string key,
        CancellationToken cancellationToken
    );

    /// <summary>Newest first; at most 40.</summary>
    [Get("/api/v1/accounts/{id}/statuses?limit=40&exclude_reblogs=true")]
    Task<IApiResponse<IReadOnlyList<MastodonStatus>>> ListStatuses(
        string id,
        [AliasAs("max_id")] string? maxId,
        CancellationToken cancellationToken
    );

    [Get("/api/v1/statuses/{id}")]
    Task<IApiResponse<MastodonStatus>> FindStatus(string id, CancellationToken cancellationToken);

    [Delete("/api/v1/statuses/{id}?delete_media=true")]
    Task<IApiResponse> Delete(string id, CancellationToken cancellationToken);
}

internal sealed record NewMastodonStatus(
    string Status,
    IReadOnlyList<string> MediaIds,
    bool Sensitive,
    string? SpoilerText,
    string Visibility,
    string Language,
    string? InReplyToId
);

internal sealed record MastodonStatus(
    string? Id,
    string? Url,
    DateTimeOffset? CreatedAt,
    string? Content,
    string? SpoilerText,
    string? InReplyToId,
    IReadOnlyList<MastodonMedia>? MediaAttachments,
    long? RepliesCount,
    long? ReblogsCount,
    long? FavouritesCount
);

internal sealed record MastodonMedia(string? Id);

internal sealed record MastodonAccount(string? Id, string? Acct);

internal sealed record MastodonInstance(MastodonConfiguration? Configuration);

internal sealed record MastodonConfiguration(MastodonStatusLimits? Statuses);

internal sealed record MastodonStatusLimits(int? MaxCharacters, int? MaxMediaAttachments);

internal sealed record MastodonError(string? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(NewMastodonStatus))]
[JsonSerializable(typeof(MastodonStatus))]
[JsonSerializable(typeof(IReadOnlyList<MastodonStatus>))]
[JsonSerializable(typeof(MastodonMedia))]
[JsonSerializable(typeof(MastodonAccount))]
[JsonSerializable(typeof(MastodonInstance))]
[JsonSerializable(typeof(MastodonError))]
internal sealed partial class MastodonJson : JsonSerializerContext;
