using Publisher.Channels;

namespace Publisher.Posts.Webhooks;

/// <summary>A piece that another system published, in HTML.</summary>
public sealed record ForeignPiece(string? Title, string? Summary, string Html, string? Link)
{
    private const int LongestTitle = 500;

    /// <summary>A content in the hook's language for the hook's channels.</summary>
    public Content ToContent(InboundHook hook)
    {
        var body = ForeignHtml.ToMarkdown(Html);
        var text = new LocalText(Line(Title, LongestTitle), Line(Summary, 5_000), body, Slides: [], Hashtags: []);
        return new Content
        {
            Texts = new Dictionary<string, LocalText> { [hook.Language] = text },
            Link = Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link : null,
            Channels = hook.Channels,
        };
    }

    private static string? Line(string? html, int most)
    {
        var line = ForeignHtml.ToLine(html ?? "");
        return line.Length is 0 ? null
            : line.Length <= most ? line
            : line[..(most - 1)] + "…";
    }
}
