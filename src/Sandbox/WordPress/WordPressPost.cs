using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.WordPress;

/// <summary>A post as the site holds it.</summary>
/// <param name="Slug">Empty while a draft has none.</param>
/// <param name="Status">publish, future, draft, pending, private or trash.</param>
internal sealed partial record WordPressPost(
    int Id,
    string Author,
    DateTimeOffset Date,
    DateTimeOffset Modified,
    string Title,
    string Content,
    string Excerpt,
    string Slug,
    string Status,
    int FeaturedMedia,
    IReadOnlyList<int> Categories,
    IReadOnlyList<int> Tags
)
{
    public bool IsPublic => Status == "publish";

    /// <summary>Title, then the text without its markup.</summary>
    public string VisibleText
    {
        get
        {
            var text = WebUtility.HtmlDecode(AnyTag().Replace(BlockEnd().Replace(Content, "$0\n"), "")).Trim();
            return Title.Length == 0 ? text : $"{Title}\n\n{text}";
        }
    }

    public JsonObject View(string site, bool isForEditing)
    {
        var view = new JsonObject
        {
            ["id"] = Id,
            ["date"] = $"{Date:yyyy-MM-ddTHH:mm:ss}",
            ["date_gmt"] = $"{Date:yyyy-MM-ddTHH:mm:ss}",
            ["modified"] = $"{Modified:yyyy-MM-ddTHH:mm:ss}",
            ["modified_gmt"] = $"{Modified:yyyy-MM-ddTHH:mm:ss}",
            ["guid"] = new JsonObject { ["rendered"] = $"{site}/?p={Id}" },
            ["slug"] = Slug,
            ["status"] = Status,
            ["type"] = "post",
            ["link"] = IsPublic ? $"{site}/{Date:yyyy/MM}/{Slug}/" : $"{site}/?p={Id}",
            ["title"] = new JsonObject { ["rendered"] = WebUtility.HtmlEncode(Title) },
            ["content"] = new JsonObject { ["rendered"] = Content + "\n", ["protected"] = false },
            ["excerpt"] = new JsonObject { ["rendered"] = Excerpt.Length == 0 ? "" : $"<p>{Excerpt}</p>\n", ["protected"] = false },
            ["author"] = 1,
            ["featured_media"] = FeaturedMedia,
            ["format"] = "standard",
            ["meta"] = new JsonArray(),
            ["categories"] = new JsonArray([.. Categories.Select(id => JsonValue.Create(id))]),
            ["tags"] = new JsonArray([.. Tags.Select(id => JsonValue.Create(id))]),
        };
        if (isForEditing)
        {
            view["title"]!["raw"] = Title;
            view["content"]!["raw"] = Content;
            view["excerpt"]!["raw"] = Excerpt;
        }

        return view;
    }

    [GeneratedRegex("</(p|h[1-6]|li|blockquote|figure|figcaption|pre)>|<br ?/?>")]
    private static partial Regex BlockEnd();

    [GeneratedRegex("<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex AnyTag();
}
