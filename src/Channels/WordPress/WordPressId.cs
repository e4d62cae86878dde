using System.Globalization;

namespace Publisher.Channels.WordPress;

/// <summary>A post with its pictures, which are taken down together; or only its slug, when all we have is a public link.</summary>
/// <remarks>Written <c>12</c>, <c>12+5,6</c> or <c>slug:the-bridge</c>.</remarks>
internal sealed record WordPressId(string Post, IReadOnlyList<string> Media)
{
    private const string SlugMark = "slug:";

    public string? Slug => Post.StartsWith(SlugMark, StringComparison.Ordinal) ? Post[SlugMark.Length..] : null;

    public static WordPressId OfSlug(string slug) => new(SlugMark + slug, []);

    public static WordPressId Parse(RemoteId id)
    {
        var parts = id.Value.Split('+', 2);
        return new WordPressId(parts[0], parts.Length > 1 ? parts[1].Split(',') : []);
    }

    public RemoteId ToRemoteId() => new(Media.Count == 0 ? Post : $"{Post}+{string.Join(',', Media)}");

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
