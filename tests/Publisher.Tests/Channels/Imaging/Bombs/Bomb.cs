namespace Publisher.Tests.Channels.Imaging.Bombs;

/// <summary>A file that is made to hurt whoever opens it.</summary>
/// <param name="Verdict">The code it is refused with, <c>clean</c> when it is harmless once cleaned; null: either will do.</param>
internal sealed record Bomb(string Name, byte[] Bytes, string? Verdict)
{
    public const string Clean = "clean";
    public const string Corrupt = "corrupt_image";
    public const string TooLarge = "image_too_large";
    public const string Moving = "animated_image";
    public const string Unsupported = "unsupported_type";
    public const string CorruptFilm = "corrupt_video";

    public override string ToString() => Name;
}
