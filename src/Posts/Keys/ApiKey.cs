namespace Publisher.Posts.Keys;

public enum ApiKeyState
{
    Active,

    /// <summary>Waits for another approver's confirmation.</summary>
    Pending,
    Revoked,
}

public enum ApiKeyKind
{
    /// <summary>A secret of its own.</summary>
    Key,

    /// <summary>Tokens of an identity provider for one subject.</summary>
    Identity,
}

/// <summary>What a caller holds. Only the hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>Begins the hash of an identity.</summary>
    public const string IdentityPrefix = "oidc:";

    public required string Id { get; init; }

    /// <summary>SHA-256, lower-case hex: of the key, or, after <see cref="IdentityPrefix"/>, of issuer and subject.</summary>
    public required string Hash { get; set; }
    public ApiKeyKind Kind => Hash.StartsWith(IdentityPrefix, StringComparison.Ordinal) ? ApiKeyKind.Identity : ApiKeyKind.Key;

    /// <summary>An alias; every act is told by person, not by key.</summary>
    public required string Person { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Ids of the only channels it may see; null: all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public ApiKeyState State { get; set; } = ApiKeyState.Active;
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An answer kept for a repeat of the same request.</summary>
public sealed class StoredAnswer
{
    /// <summary>Hash of person, route and idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>HMAC of the request's body: whoever has only the database cannot try bodies out on it.</summary>
    public required string Fingerprint { get; init; }
    public required int Status { get; init; }
    public string? Location { get; init; }
    public string? ETag { get; init; }
    public required string ContentType { get; init; }

    /// <summary>Encrypted body.</summary>
    public required string Body { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A revocable address of the calendar as a feed.</summary>
public sealed class CalendarLink
{
    public required string Id { get; init; }
    public required string TokenHash { get; init; }
    public IReadOnlyList<string>? Channels { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public bool Revoked { get; set; }
}
