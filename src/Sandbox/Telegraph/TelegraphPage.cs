using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegraph;

/// <summary>A page; its path never changes.</summary>
/// <param name="Token">Whose page it is.</param>
internal sealed record TelegraphPage(
    string Path,
    string Token,
    string Title,
    string AuthorName,
    string AuthorUrl,
    JsonArray Content,
    int Views = 0
)
{
    public string Text => TelegraphNodes.TextOf(Content);

    /// <summary>Whether it tells a reader anything: a page of an ellipsis is one that is yet to be written, or one that was blanked.</summary>
    public bool SaysSomething => !Silence.Is(Text);

    public JsonObject View(string site, bool withContent, bool canEdit)
    {
        var view = new JsonObject
        {
            ["path"] = Path,
            ["url"] = $"{site}/{Path}",
            ["title"] = Title,
            ["description"] = Text.Length > 200 ? Text[..200] : Text,
            ["author_name"] = AuthorName,
            ["views"] = Views,
        };
        if (AuthorUrl.Length > 0)
        {
            view["author_url"] = AuthorUrl;
        }

        if (TelegraphNodes.SourcesIn(Content).FirstOrDefault() is { } image)
        {
            view["image_url"] = image;
        }

        if (withContent)
        {
            view["content"] = Content.DeepClone();
        }

        if (canEdit)
        {
            view["can_edit"] = true;
        }

        return view;
    }
}
