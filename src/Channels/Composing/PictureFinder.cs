using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Gathers the photos a channel can show, and says what it leaves out.</summary>
internal static class PictureFinder
{
    public static async Task<PicturesFound> FindAsync(
        Content content,
        string language,
        NetworkProfile network,
        Func<string, CancellationToken, Task<SourceMedia?>> findMedia,
        CancellationToken cancellationToken
    )
    {
        var found = new PicturesFound([], [], []);
        for (var index = 0; index < content.Media.Count; index++)
        {
            var media = content.Media[index];
            if (await findMedia(media.Id, cancellationToken) is { } source)
            {
                Add(found, media, source, index, language, network.Images);
            }
            else
            {
                found.Problems.Add(new Problem("media_not_found", $"media[{index}].id", $"There is no medium {media.Id}."));
            }
        }

        return Limited(found, network);
    }

    private static void Add(PicturesFound found, ContentMedia media, SourceMedia source, int index, string language, ImageRules rules)
    {
        if (!source.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            found.Warnings.Add(new Warning("video_ignored", $"media[{index}] is a video; this channel shows pictures."));
            return;
        }

        var alt = CleanText.Of(media.Alt.GetValueOrDefault(language) ?? "").Trim();
        if (alt.Length == 0 && rules.AltLimit != 0)
        {
            found.Warnings.Add(
                new Warning("alt_missing", $"media[{index}] has no alternative text in {language}: the blind cannot see it.")
            );
        }

        found.Pictures.Add(new Picture(index, media, source, alt));
    }

    private static PicturesFound Limited(PicturesFound found, NetworkProfile network)
    {
        var limit = network.Images.MaxCount;
        if (found.Pictures.Count <= limit)
        {
            return found;
        }

        var message = $"The piece has {found.Pictures.Count} pictures; {network.DisplayName} shows {limit}, so the first {limit} go out.";
        found.Warnings.Add(new Warning("images_dropped", message));
        return found with { Pictures = found.Pictures[..limit] };
    }
}

internal sealed record PicturesFound(List<Picture> Pictures, List<Warning> Warnings, List<Problem> Problems);
