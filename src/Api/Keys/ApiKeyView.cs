using Publisher.Posts.Keys;

namespace Publisher.Api.Keys;

/// <param name="Key">The key itself, once, when it is made; never again. Null when <c>kind</c> is <c>identity</c>.</param>
/// <param name="Kind">A key's own secret opens the door, or tokens of the identity that it is bound to.</param>
/// <param name="Channels">The only channels it may see; null: all.</param>
/// <param name="State"><c>pending</c> until another approver confirms it.</param>
internal sealed record ApiKeyView(
    string Id,
    string? Key,
    ApiKeyKind Kind,
    string Person,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Channels,
    DateTimeOffset? ExpiresAt,
    ApiKeyState State,
    string CreatedBy,
    DateTimeOffset CreatedAt
)
{
    public static ApiKeyView Of(ApiKey key, string? text = null) =>
        new(key.Id, text, key.Kind, key.Person, key.Scopes, key.Channels, key.ExpiresAt, key.State, key.CreatedBy, key.CreatedAt);
}

/// <summary>A key that is asked for.</summary>
/// <param name="Subject">Whose tokens open the door: <c>sub</c> as the identity provider writes it, kept as a hash. Left out: a key is made.</param>
internal sealed record NewApiKey(
    string? Person,
    IReadOnlyList<string?>? Scopes,
    IReadOnlyList<string?>? Channels,
    string? ExpiresAt,
    string? Subject
);
