namespace Publisher.Channels.Http;

/// <summary>Takes ids and names from answers only when they are short and plain: they are stored, shown, and put into addresses.</summary>
public static class ForeignId
{
    /// <summary>Longest, in characters; the longest known are Bluesky's account ids and TikTok's handles.</summary>
    private const int Longest = 200;

    /// <summary>The id if it holds nothing but letters, digits and <c>. _ ~ : @ + = -</c>; else null.</summary>
    public static string? Of(string? id) => id is { Length: > 0 and <= Longest } && id.All(IsPlain) ? id : null;

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || "._~:@+=-".Contains(letter, StringComparison.Ordinal);
}
