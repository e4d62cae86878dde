using Publisher.Channels.Imaging;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Photos as the network takes them. One that fits already goes out as it is.</summary>
internal static class PhotoFiles
{
    public static async Task<PhotosMade> MakeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var files = new List<VariantFile>(piece.Pictures.Count);
        var rendered = new List<RenderedFile>();
        var problems = new List<Problem>();
        foreach (var picture in piece.Pictures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = await picture.ReadAsync(cancellationToken);
            var alt = AltOf(picture, piece);
            if (FitsAlready(picture, bytes, piece.Network.Images))
            {
                files.Add(FileOf(picture.Source, bytes.Length, alt, picture.Media.Focus));
            }
            else if (Fit(piece, picture, bytes, problems) is { } file)
            {
                rendered.Add(file);
                files.Add(FileOf(file, alt, picture.Media.Focus));
            }

            progress?.Report((files.Count + problems.Count) * 100 / piece.Pictures.Count);
        }

        return new PhotosMade(new PictureFiles(files, rendered), problems);
    }

    private static string AltOf(Picture picture, Piece piece)
    {
        var limit = piece.Network.Images.AltLimit;
        var alt = AltText.Cut(picture.Alt, limit, piece.Text.Language);
        if (alt != picture.Alt)
        {
            var length = TextCounter.Count(picture.Alt, CountUnit.CodePoints);
            var message =
                $"The alternative text of media[{picture.Index}] was cut: it has {length} characters; {piece.Network.DisplayName} allows {limit}.";
            piece.Warnings.Add(new Warning("alt_cut", message));
        }

        return alt;
    }

    private static RenderedFile? Fit(Piece piece, Picture picture, byte[] bytes, List<Problem> problems)
    {
        try
        {
            return piece.Shelf.Fit(picture, bytes, piece.Network.Images);
        }
        catch (InvalidDataException)
        {
            problems.Add(picture.Corrupt());
            return null;
        }
    }

    private static bool FitsAlready(Picture picture, byte[] bytes, ImageRules rules) =>
        picture.Media.Covers is not { Count: > 0 }
        && rules.MediaTypes.Contains(picture.Source.MediaType)
        && Math.Max(picture.Source.Width, picture.Source.Height) <= rules.MaxSide
        && bytes.Length <= rules.MaxBytes;

    private static VariantFile FileOf(SourceMedia source, long bytes, string alt, FocusPoint? focus) =>
        new(source.Sha256, source.MediaType, source.Width, source.Height, bytes, alt, focus);

    private static VariantFile FileOf(RenderedFile file, string alt, FocusPoint? focus) =>
        new(file.Sha256, file.MediaType, file.Width, file.Height, file.Bytes.Length, alt, focus);
}

internal sealed record PhotosMade(PictureFiles Done, IReadOnlyList<Problem> Problems);
