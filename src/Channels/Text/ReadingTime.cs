namespace Publisher.Channels.Text;

/// <summary>
/// How long a slide of a film stands (SLD-21): one second to find it, then its letters, never under 3 s nor over 7 s.
/// Reading pace from IReST (10.1167/iovs.11-8284); the 7 s from Netflix' guide for timed text.
/// </summary>
internal static class ReadingTime
{
    private const double LettersPerSecond = 14;
    private const double LettersPerSecondFrom50 = 12;
    private const double Shortest = 3;
    private const double Longest = 7;

    public static TimeSpan Of(string slide, bool largeType)
    {
        var pace = largeType ? LettersPerSecondFrom50 : LettersPerSecond;
        return TimeSpan.FromSeconds(Math.Clamp(1 + (BoldMarks.Letters(slide) / pace), Shortest, Longest));
    }
}
