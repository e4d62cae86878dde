namespace Publisher.Channels.Text;

/// <summary>The parts of a BCP 47 tag that rules hang on.</summary>
internal static class LanguageTag
{
    /// <summary>The language alone, in lower case: <c>az</c> of <c>az-Latn-AZ</c>.</summary>
    public static string Base(string tag)
    {
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }

    public static bool IsRightToLeft(string tag) =>
        Base(tag) is "fa" or "ar" or "he" or "ur" or "yi" or "ps" || tag.Contains("-Arab", StringComparison.OrdinalIgnoreCase);
}
