using System.Globalization;

namespace Publisher.Channels.Telegram;

/// <summary>Public addresses of messages and pages, and the ids in them.</summary>
internal static class TelegramLinks
{
    private const string PagePrefix = "page:";

    private static readonly string[] _messageHosts = ["t.me", "telegram.me", "www.t.me"];
    private static readonly string[] _pageHosts = ["telegra.ph", "graph.org"];

    public static Uri Public(string name, long message) => new($"https://t.me/{name}/{Text(message)}");

    public static Uri Private(string number, long message) => new($"https://t.me/c/{number}/{Text(message)}");

    public static RemoteId OfMessages(IEnumerable<long> messages) => new(string.Join(',', messages.Select(Text)));

    public static RemoteId OfPage(string path) => new(PagePrefix + path);

    /// <summary>The path of a Telegraph page, or null when the id names messages.</summary>
    public static string? PagePath(RemoteId id) =>
        id.Value.StartsWith(PagePrefix, StringComparison.Ordinal) ? id.Value[PagePrefix.Length..] : null;

    /// <exception cref="FormatException">The id was not made by this network.</exception>
    public static IReadOnlyList<long> Messages(RemoteId id) =>
        [.. id.Value.Split(',').Select(part => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];

    /// <summary>Reads <c>t.me/name/12</c>, <c>t.me/s/name/12</c>, <c>t.me/c/123/12</c> and <c>telegra.ph/Path</c>.</summary>
    public static bool TryParse(Uri link, out RemoteId id)
    {
        id = default;
        if (!link.IsAbsoluteUri)
        {
            return false;
        }

        var steps = link.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (_pageHosts.Contains(link.Host) && steps is [var path])
        {
            id = OfPage(path);
            return true;
        }

        var last =
            steps is [_, var second] ? second
            : steps is ["c" or "s", _, var third] ? third
            : "";
        if (!_messageHosts.Contains(link.Host) || !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var message))
        {
            return false;
        }

        id = OfMessages([message]);
        return true;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
