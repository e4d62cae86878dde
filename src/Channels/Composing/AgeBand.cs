using System.Globalization;

namespace Publisher.Channels.Composing;

/// <summary>What a channel's age band means for its slides.</summary>
public static class AgeBand
{
    private const int LargeTypeFrom = 50;

    /// <summary>True for bands that begin at 50 or later, such as <c>50+</c> or <c>55-70</c>.</summary>
    public static bool IsLargeType(string? band)
    {
        var digits = string.Concat((band ?? "").Trim().TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from >= LargeTypeFrom;
    }
}
