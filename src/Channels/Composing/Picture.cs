using Publisher.Channels.Imaging;

namespace Publisher.Channels.Composing;

/// <summary>A photo of the piece, found in the media store.</summary>
/// <param name="Index">Where it stands in the request's <c>media</c>.</param>
/// <param name="Alt">In the channel's language; empty when the editor gave none, or called the picture decorative.</param>
internal sealed record Picture(int Index, ContentMedia Media, SourceMedia Source, string Alt)
{
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = await Source.OpenAsync(cancellationToken);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    public Problem Corrupt() => new("corrupt_image", $"media[{Index}]", $"The picture {Media.Id} cannot be decoded; upload it again.");
}

/// <summary>The files of a variant, and the bytes of those that were drawn for it.</summary>
internal sealed record PictureFiles(IReadOnlyList<VariantFile> Files, IReadOnlyList<RenderedFile> Rendered);
