using System.Globalization;

namespace Publisher.Channels.TikTok;

/// <summary>Public addresses of posts, and the ids in them.</summary>
internal static class TikTokLinks
{
    private const string PublishPrefix = "publish:";

    public static RemoteId OfPost(long post) => new(post.ToString(CultureInfo.InvariantCulture));

    /// <summary>For posts that TikTok gave no public id.</summary>
    public static RemoteId OfPublish(string publishId) => new(PublishPrefix + publishId);

    public static Uri Account(string username) => new($"https://www.tiktok.com/@{username}");

    /// <summary>The one form that is documented; pictures open under it, too.</summary>
    public static Uri Post(string username, string post) => new($"https://www.tiktok.com/@{username}/video/{post}");

    /// <summary>The post's own address, or its account's when it has no public id.</summary>
    public static Uri Nearest(string username, RemoteId id) =>
        id.Value.StartsWith(PublishPrefix, StringComparison.Ordinal) ? Account(username) : Post(username, id.Value);

    /// <summary>Reads <c>tiktok.com/@name/photo/7300…</c> and <c>…/video/7300…</c>.</summary>
    public static bool TryParse(Uri link, out RemoteId id)
    {
        id = default;
        if (!link.IsAbsoluteUri || link.Host is not ("www.tiktok.com" or "tiktok.com" or "m.tiktok.com"))
        {
            return false;
        }

        var steps = link.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (
            steps is not [['@', ..], "photo" or "video", var last]
            || !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var post)
        )
        {
            return false;
        }

        id = OfPost(post);
        return true;
    }
}
