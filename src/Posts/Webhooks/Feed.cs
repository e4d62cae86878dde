using System.Xml;
using System.Xml.Linq;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>Reads RSS 0.9x to 2.0, RSS 1.0 and Atom alike: by the names of their elements.</summary>
public static class Feed
{
    private const int MostItems = 200;

    /// <summary>The items as the feed orders them, each with an id that stays the same.</summary>
    /// <exception cref="XmlException">It is no XML, or holds a document type definition.</exception>
    public static IReadOnlyList<FeedItem> Read(Stream xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 4_000_000,
        };
        using var reader = XmlReader.Create(xml, settings);
        return [.. XDocument.Load(reader).Descendants().Where(IsItem).Take(MostItems).Select(Item)];
    }

    private static bool IsItem(XElement element) => element.Name.LocalName is "item" or "entry";

    private static FeedItem Item(XElement item)
    {
        var link = Link(item);
        var title = Text(item, "title");
        var summary = Text(item, "description", "summary");
        var body = Text(item, "encoded", "content") ?? summary ?? title ?? "";
        var id = Text(item, "guid", "id") ?? link ?? title ?? body;
        return new FeedItem(Digest.Of(id), new ForeignPiece(title, ReferenceEquals(body, summary) ? null : summary, body, link));
    }

    private static string? Link(XElement item)
    {
        var links = item.Elements().Where(element => element.Name.LocalName is "link").ToList();
        var page = links.Find(link => link.Attribute("rel")?.Value is null or "alternate");
        return (page?.Attribute("href")?.Value ?? page?.Value)?.Trim() is { Length: > 0 } address ? address : null;
    }

    private static string? Text(XElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (
                item.Elements().FirstOrDefault(element => element.Name.LocalName == name) is { } found
                && Inner(found) is { Length: > 0 } text
            )
            {
                return text;
            }
        }

        return null;
    }

    // Atom may hold XHTML as elements; everything else is text, HTML among it.
    private static string Inner(XElement element) =>
        element.HasElements ? string.Concat(element.Nodes().Select(node => node.ToString())) : element.Value.Trim();
}

/// <param name="Id">Hash of what the feed names it by.</param>
public sealed record FeedItem(string Id, ForeignPiece Piece);
