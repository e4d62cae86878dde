using System.Collections.Frozen;
using System.Globalization;

namespace Publisher.Posts;

/// <summary>BCP 47 tags that content and channels may carry: a language known to Unicode's data, with an optional script and region.</summary>
public static class LanguageTag
{
    /// <summary>Western Armenian is missing from many systems' data.</summary>
    private static readonly FrozenSet<string> Languages = CultureInfo
        .GetCultures(CultureTypes.AllCultures)
        .Select(culture => culture.Name.Split('-')[0])
        .Append("hyw")
        .Where(name => name.Length is 2 or 3)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for tags such as <c>ru</c>, <c>hyw</c>, <c>az-Arab</c>, <c>en-GB</c>.</summary>
    public static bool IsKnown(string tag)
    {
        var parts = tag.Split('-');
        return parts.Length <= 3 && Languages.Contains(parts[0]) && parts.Skip(1).All(part => IsScript(part) || IsRegion(part));
    }

    private static bool IsScript(string part) =>
        part.Length == 4 && char.IsAsciiLetterUpper(part[0]) && part.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0;

    private static bool IsRegion(string part) => part.Length == 2 && part.All(char.IsAsciiLetterUpper);
}
