using System.Text;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>An upload made for one thing that it carries.</summary>
/// <param name="Name">What it carries.</param>
/// <param name="Extension">Of the upload; a film's clean file is always MP4.</param>
/// <param name="Removed">What the scrub must say that it took out; null: it need not know it by name.</param>
internal sealed record MadeFile(string Name, string Extension, byte[] Bytes, string? Removed = null)
{
    /// <summary>Stands in every file where it must not survive. The name is invented.</summary>
    public const string Canary = "Canary-Gohar-Petrosyan-1187";

    public static byte[] CanaryBytes { get; } = Encoding.ASCII.GetBytes(Canary);

    /// <summary>Some tools write text in two bytes for each letter.</summary>
    public static byte[] WideCanary { get; } = Encoding.Unicode.GetBytes(Canary);

    /// <summary>Bytes of a small picture inside: a face that was cropped away. Any stretch of it would show it.</summary>
    public static byte[] InnerPicture { get; } = Pictures.Jpeg(40, 30);

    public override string ToString() => Name;

    /// <summary>What of its content can be read in the file, or null.</summary>
    public static string? Leak(ReadOnlySpan<byte> file) =>
        file.IndexOf(CanaryBytes) >= 0 || file.IndexOf(WideCanary) >= 0 ? "the canary"
        : file.IndexOf(InnerPicture.AsSpan(^200..^20)) >= 0 ? "the picture inside"
        : null;
}
