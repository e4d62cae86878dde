using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Video;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Composing;

/// <summary>
/// Makes the variant of a piece for one channel. The same input gives the same variant and the same bytes.
/// What an editor can mend comes back as problems, all at once; nothing is left out without a warning.
/// </summary>
/// <param name="pictures">Waits until the first picture: loading libvips and the fonts would cost every start 30 MB and a third of a second.</param>
/// <param name="films">Waits likewise.</param>
public sealed class Composer(Lazy<SlideRenderer> pictures, Lazy<VideoRenderer> films, TemplateCatalogue templates)
{
    /// <param name="findMedia">Finds a scrubbed upload by its id; null when there is none.</param>
    /// <param name="progress">Per cent, rising to 100.</param>
    /// <param name="shelf">The same one for all channels of a content, so that they share its photos; null: for this call alone.</param>
    public async Task<Composition> ComposeAsync(
        Content content,
        ChannelBrief channel,
        NetworkProfile network,
        Func<string, CancellationToken, Task<SourceMedia?>> findMedia,
        IProgress<int>? progress,
        CancellationToken cancellationToken,
        ContentShelf? shelf = null
    )
    {
        if (!network.Formats.Contains(channel.Format) || !CanCompose(channel.Format))
        {
            return new Composition.Impossible([NotSupported(channel, network)]);
        }

        var found = await PictureFinder.FindAsync(content, channel, network, findMedia, cancellationToken);
        var incoming = new IncomingText(channel.Language, SharedFields.LeavesLinksOut(channel.Settings));
        if (ChosenText.Of(content, channel, incoming) is not { } text)
        {
            return new Composition.Impossible([ChosenText.Missing(content, channel), .. found.Problems]);
        }

        if (found.Problems.Count > 0)
        {
            return new Composition.Impossible(found.Problems);
        }

        using var own = shelf is null ? new ContentShelf() : null;
        var shown = found.Pictures.Select(picture => picture with { Alt = incoming.Plain(picture.Alt, $"media[{picture.Index}].alt") });
        var piece = new Piece(content, channel, network, text, [.. shown], shelf ?? own!);
        piece.Warnings.AddRange(found.Warnings);
        piece.Warnings.AddRange(incoming.Warnings());
        piece.NoteMissingWarning();
        var composition = await ComposeAsync(PieceTypography.Apply(piece), progress, cancellationToken);
        progress?.Report(100);
        return composition;
    }

    private async Task<Composition> ComposeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        switch (piece.Channel.Format)
        {
            case Format.VerticalImages:
                return await new SlidesComposer(new SlideDrawing(pictures.Value, templates)).ComposeAsync(
                    piece,
                    progress,
                    cancellationToken
                );
            case Format.VerticalVideo:
                var drawing = new SlideDrawing(pictures.Value, templates);
                return await new VideoComposer(drawing, films.Value).ComposeAsync(piece, progress, cancellationToken);
        }

        _ = piece.Pictures.Count > 0 ? pictures.Value : null; // photos need libvips set up, too

        var files = await PhotoFiles.MakeAsync(piece, progress, cancellationToken);
        return files.Problems.Count > 0 ? new Composition.Impossible(files.Problems)
            : piece.Channel.Format == Format.LongForm ? LongFormComposer.Compose(piece, files.Done)
            : ThreadComposer.IsAskedFor(piece) ? ThreadComposer.Compose(piece, files.Done)
            : ShortTextComposer.Compose(piece, files.Done);
    }

    private static bool CanCompose(Format format) =>
        format is Format.LongForm or Format.ShortText or Format.VerticalImages or Format.VerticalVideo;

    private static Problem NotSupported(ChannelBrief channel, NetworkProfile network) =>
        new(
            "format_not_supported",
            "format",
            $"{network.DisplayName} cannot be given {NameOf(channel.Format)} yet; it takes {string.Join(", ", network.Formats.Where(CanCompose).Select(NameOf))}."
        );

    private static string NameOf(Format format) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(format.ToString());
}
