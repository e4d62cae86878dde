using System.Security.Cryptography;

namespace Publisher.Channels.Imaging;

/// <summary>A file that was drawn here. Carries pixels and nothing else.</summary>
/// <param name="Sha256">Lower-case hex of <paramref name="Bytes"/>.</param>
public sealed record RenderedFile(byte[] Bytes, string Sha256, string MediaType, int Width, int Height)
{
    public static RenderedFile Of(byte[] bytes, string mediaType, int width, int height) =>
        new(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), mediaType, width, height);
}
