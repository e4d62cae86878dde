using Publisher.Channels.Imaging;

namespace Publisher.Channels.Composing;

/// <summary>A photo of the piece, found in the media store.</summary>
/// <param name="Alt">In the channel's language; empty when the editor gave none.</param>
internal sealed record Picture(ContentMedia Media, SourceMedia Source, string Alt);

/// <summary>The files of a variant, and the bytes of those that were drawn for it.</summary>
internal sealed record PictureFiles(IReadOnlyList<VariantFile> Files, IReadOnlyList<RenderedFile> Rendered)
{
    public static PictureFiles None { get; } = new([], []);
}
