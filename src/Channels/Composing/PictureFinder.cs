using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Gathers the photos a channel can show, and says what it leaves out.</summary>
internal static class PictureFinder
{
    public static async Task<PicturesFound> FindAsync(
        Content content,
        ChannelBrief channel,
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
                Add(found, media, source, index, channel.Language);
            }
            else
            {
                found.Problems.Add(new Problem("media_not_found", $"media[{index}].id", $"There is no medium {media.Id}."));
            }
        }

        var limited = Limited(found, network);
        NoteMissingAlt(limited, channel, network.Images);
        return limited;
    }

    private static void Add(PicturesFound found, ContentMedia media, SourceMedia source, int index, string language)
    {
        if (!source.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            found.Warnings.Add(new Warning("video_ignored", $"media[{index}] is a video; this channel shows pictures."));
            return;
        }

        var alt = CleanText.Of(media.Alt.GetValueOrDefault(language) ?? "").Trim();
        found.Pictures.Add(new Picture(index, media, source, alt));
    }

    /// <summary>An alternative text that is there and empty says that the picture is decorative: readers lose nothing without it.</summary>
    private static void NoteMissingAlt(PicturesFound found, ChannelBrief channel, ImageRules rules)
    {
        foreach (var picture in found.Pictures.Where(picture => rules.AltLimit != 0 && !picture.Media.Alt.ContainsKey(channel.Language)))
        {
            var field = $"media[{picture.Index}]";
            var message = $"{field} has no alternative text in {channel.Language}: the blind cannot see it.";
            if (SharedFields.RequiresAlt(channel.Settings))
            {
                var problem = $"{message} The channel requires one; an empty one says that the picture is decorative.";
                found.Problems.Add(new Problem("alt_missing", $"{field}.alt.{channel.Language}", problem));
            }
            else
            {
                found.Warnings.Add(new Warning("alt_missing", message));
            }
        }
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
