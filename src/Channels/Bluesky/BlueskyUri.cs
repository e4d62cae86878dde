using System.Diagnostics.CodeAnalysis;
using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>Names a post anywhere: <c>at://did/app.bsky.feed.post/key</c>.</summary>
internal sealed record BlueskyUri(string Repo, string Key)
{
    public override string ToString() => $"at://{Repo}/{BlueskyPostKey.Collection}/{Key}";

    public RemoteId ToRemoteId() => new(ToString());

    /// <summary>Where people read it.</summary>
    public Uri LinkFor(string? handle) => new($"https://bsky.app/profile/{ForeignId.Of(handle) ?? Repo}/post/{Key}");

    public static BlueskyUri Parse(RemoteId id)
    {
        var parts = id.Value.Split('/');
        return parts is ["at:", "", var repo, BlueskyPostKey.Collection, var key]
            ? new BlueskyUri(repo, key)
            : throw new FormatException("A Bluesky id is at://account/collection/key.");
    }

    /// <summary><c>https://bsky.app/profile/news.example/post/3lz…</c></summary>
    public static bool TryParseLink(Uri link, [NotNullWhen(true)] out BlueskyUri? uri)
    {
        var parts = link.AbsolutePath.Trim('/').Split('/');
        uri = parts is ["profile", { Length: > 0 } account, "post", { Length: > 0 and <= 512 } key]
            ? new BlueskyUri(Uri.UnescapeDataString(account), key)
            : null;
        return uri is not null;
    }
}
