using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>What an approver looks for in pictures and films, and says so.</summary>
public static class PictureChecks
{
    /// <summary><c>faces</c> that can be known and are not covered; a <c>background</c> that tells where or when it was.</summary>
    public static IReadOnlyList<string> All { get; } = ["faces", "background"];

    /// <summary>Readers see it; captions are read.</summary>
    public static bool IsSeen(VariantFile file) => file.Purpose is not FilePurpose.Captions;
}
