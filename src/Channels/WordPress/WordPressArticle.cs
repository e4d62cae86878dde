using System.Globalization;
using System.Net;
using System.Text;
using Publisher.Channels.Text;

namespace Publisher.Channels.WordPress;

/// <summary>The article's HTML: the composed text in its language, then the pictures that are not the featured one.</summary>
internal static class WordPressArticle
{
    public static string Html(Variant variant, Part part, Uri site, IReadOnlyList<UploadedPicture> pictures)
    {
        var direction = LanguageTag.IsRightToLeft(variant.Language) ? " dir=\"rtl\"" : "";
        var html = new StringBuilder($"<div lang=\"{WebUtility.HtmlEncode(variant.Language)}\"{direction}>\n")
            .Append(part.Text)
            .Append('\n');
        foreach (var picture in pictures.Skip(1))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"""
                <figure class="wp-block-image"><img class="wp-image-{picture.Id}" src="{WebUtility.HtmlEncode(picture.Address.AbsoluteUri)}"
                alt="{WebUtility.HtmlEncode(picture.File.Alt)}" width="{picture.File.Width}" height="{picture.File.Height}"></figure>

                """
            );
        }

        // A link that leads to the website itself would lead to this very article, or to nothing.
        if (part.Link is { } link && link.Host != site.Host)
        {
            var address = WebUtility.HtmlEncode(link.AbsoluteUri);
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{address}\">{address}</a></p>\n");
        }

        return html.Append("</div>").ToString();
    }
}

/// <summary>A picture as the website holds it.</summary>
internal sealed record UploadedPicture(long Id, Uri Address, VariantFile File);
