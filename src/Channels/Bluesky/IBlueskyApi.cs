using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Bluesky;

/// <summary>The XRPC calls of an account's server that publishing needs.</summary>
internal interface IBlueskyApi
{
    [Post("/xrpc/com.atproto.server.createSession")]
    Task<IApiResponse<BlueskySession>> CreateSession([Body] BlueskyLogin login, CancellationToken cancellationToken);

    /// <summary>Authorised by the refresh token, which is used up by it.</summary>
    [Post("/xrpc/com.atproto.server.refreshSession")]
    Task<IApiResponse<BlueskySession>> RefreshSession(CancellationToken cancellationToken);

    [Get("/xrpc/com.atproto.server.getSession")]
    Task<IApiResponse<BlueskySession>> FindSession(CancellationToken cancellationToken);

    /// <param name="content">The bytes, with <c>Content-Type</c>.</param>
    [Post("/xrpc/com.atproto.repo.uploadBlob")]
    Task<IApiResponse<BlueskyUpload>> UploadBlob([Body] HttpContent content, CancellationToken cancellationToken);

    /// <summary>Makes the record or, with the same content, changes nothing.</summary>
    [Post("/xrpc/com.atproto.repo.putRecord")]
    Task<IApiResponse<BlueskyWritten>> PutRecord([Body] BlueskyPut put, CancellationToken cancellationToken);

    /// <summary>400 <c>RecordNotFound</c> when there is none; needs no session.</summary>
    [Get("/xrpc/com.atproto.repo.getRecord")]
    Task<IApiResponse<BlueskyWritten>> FindRecord(string repo, string collection, string rkey, CancellationToken cancellationToken);

    /// <summary>Up to a hundred, the newest first; needs no session.</summary>
    [Get("/xrpc/com.atproto.repo.listRecords?limit=100")]
    Task<IApiResponse<BlueskyListed>> ListRecords(string repo, string collection, string? cursor, CancellationToken cancellationToken);

    /// <summary>Succeeds also when there is none.</summary>
    [Post("/xrpc/com.atproto.repo.deleteRecord")]
    Task<IApiResponse> DeleteRecord([Body] BlueskyDelete delete, CancellationToken cancellationToken);
}

internal sealed record BlueskyLogin(string Identifier, string Password);

/// <summary>A session as the server answers it; tokens are absent where it only describes one.</summary>
internal sealed record BlueskySession(string? AccessJwt, string? RefreshJwt, string? Did, string? Handle);

/// <param name="Blob">Goes into the record exactly as it came.</param>
internal sealed record BlueskyUpload(JsonElement Blob);

/// <param name="Value">Only when it was asked for.</param>
internal sealed record BlueskyWritten(string? Uri, string? Cid, BlueskyHeld? Value);

/// <summary>What we read of a post that is there.</summary>
internal sealed record BlueskyHeld(BlueskyReply? Reply, string? Text = null, string? CreatedAt = null);

/// <param name="Cursor">Asks for the next page; null: there is none.</param>
internal sealed record BlueskyListed(IReadOnlyList<BlueskyWritten>? Records, string? Cursor);

/// <summary>The post that began the thread, and the one that this answers.</summary>
internal sealed record BlueskyReply(BlueskyReference Root, BlueskyReference Parent);

/// <summary>One version of a post.</summary>
internal sealed record BlueskyReference(string Uri, string Cid);

internal sealed record BlueskyDelete(string Repo, string Collection, string Rkey);

internal sealed record BlueskyPut(string Repo, string Collection, string Rkey, BlueskyPost Record);

/// <param name="CreatedAt">UTC, written the same on every try.</param>
internal sealed record BlueskyPost(
    string Text,
    string CreatedAt,
    IReadOnlyList<string> Langs,
    IReadOnlyList<BlueskyFacet>? Facets,
    BlueskyImages? Embed,
    BlueskyLabels? Labels,
    BlueskyReply? Reply
)
{
    [JsonPropertyName("$type")]
    public string Type { get; init; } = BlueskyPostKey.Collection;
}

/// <summary>What a stretch of the text is.</summary>
internal sealed record BlueskyFacet(BlueskyRange Index, IReadOnlyList<BlueskyFeature> Features);

/// <summary>In UTF-8 bytes; the end is outside.</summary>
internal sealed record BlueskyRange(int ByteStart, int ByteEnd);

internal sealed record BlueskyFeature([property: JsonPropertyName("$type")] string Type, string? Uri, string? Tag);

internal sealed record BlueskyImages(IReadOnlyList<BlueskyImage> Images)
{
    [JsonPropertyName("$type")]
    public string Type { get; init; } = "app.bsky.embed.images";
}

internal sealed record BlueskyImage(string Alt, JsonElement Image, BlueskyRatio AspectRatio);

internal sealed record BlueskyRatio(int Width, int Height);

internal sealed record BlueskyLabels(IReadOnlyList<BlueskyLabel> Values)
{
    [JsonPropertyName("$type")]
    public string Type { get; init; } = "com.atproto.label.defs#selfLabels";
}

internal sealed record BlueskyLabel(string Val);

internal sealed record BlueskyError(string? Error, string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(BlueskyLogin))]
[JsonSerializable(typeof(BlueskySession))]
[JsonSerializable(typeof(BlueskyUpload))]
[JsonSerializable(typeof(BlueskyWritten))]
[JsonSerializable(typeof(BlueskyListed))]
[JsonSerializable(typeof(BlueskyPut))]
[JsonSerializable(typeof(BlueskyDelete))]
[JsonSerializable(typeof(BlueskyError))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
internal sealed partial class BlueskyJson : JsonSerializerContext;
