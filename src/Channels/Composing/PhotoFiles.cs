using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Photos as the network takes them.</summary>
internal static class PhotoFiles
{
    public static async Task<PictureFiles> MakeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var files = new List<VariantFile>(piece.Pictures.Count);
        foreach (var picture in piece.Pictures)
        {
            await using var stream = await picture.Source.OpenAsync(cancellationToken);
            var source = picture.Source;
            var alt = AltText.Cut(picture.Alt, piece.Network.Images.AltLimit, piece.Text.Language);
            files.Add(
                new VariantFile(source.Sha256, source.MediaType, source.Width, source.Height, stream.Length, alt, picture.Media.Focus)
            );
            progress?.Report(files.Count * 100 / piece.Pictures.Count);
        }

        return new PictureFiles(files, []);
    }
}
