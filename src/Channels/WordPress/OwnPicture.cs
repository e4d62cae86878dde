using System.Text.RegularExpressions;
using Publisher.Channels.Http;

namespace Publisher.Channels.WordPress;

/// <summary>
/// Tells pictures that we uploaded for a post, whose file names are the beginnings of hashes, from those that an editor put there by
/// hand. An upload whose answer was lost is found so, and used or deleted.
/// </summary>
internal static partial class OwnPicture
{
    public static bool Is(WordPressMedia media) => media.Slug is { } slug && Name().IsMatch(slug);

    /// <summary>Whether it is this file.</summary>
    public static bool Is(WordPressMedia media, VariantFile file) =>
        Is(media) && media.Slug!.StartsWith(Path.GetFileNameWithoutExtension(FileName.For(file)), StringComparison.Ordinal);

    /// <summary>WordPress adds a number when another post has the same picture.</summary>
    [GeneratedRegex("^[0-9a-f]{16}(-[0-9]+)?\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
