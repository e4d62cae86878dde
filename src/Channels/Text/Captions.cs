using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>The words of a film beside it, for those who cannot see them in the picture: SubRip and WebVTT.</summary>
public static class Captions
{
    /// <summary>Letters of a line, as guides for timed text advise (SLD-21).</summary>
    private const int LineLetters = 39;

    private const int MostLines = 2;

    /// <param name="Text">Plain but for <c>**bold**</c>, which captions drop.</param>
    public readonly record struct Cue(TimeSpan From, TimeSpan Until, string Text);

    /// <summary>SubRip (.srt), lines ended by CR LF as its players expect.</summary>
    public static string ToSrt(IEnumerable<Cue> cues)
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var (from, until, lines) in Split(cues))
        {
            number++;
            text.Append(CultureInfo.InvariantCulture, $"{number}\r\n{Time(from, ',')} --> {Time(until, ',')}\r\n");
            text.AppendJoin("\r\n", lines).Append("\r\n\r\n");
        }

        return text.ToString();
    }

    /// <summary>WebVTT (.vtt) of the W3C; what its parser would read as markup is escaped.</summary>
    public static string ToVtt(IEnumerable<Cue> cues)
    {
        var text = new StringBuilder("WEBVTT\n\n");
        foreach (var (from, until, lines) in Split(cues))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Time(from, '.')} --> {Time(until, '.')}\n");
            text.AppendJoin('\n', lines.Select(Escape)).Append("\n\n");
        }

        return text.ToString();
    }

    /// <summary>A slide of more lines than a caption holds becomes several captions that share its time by their letters.</summary>
    private static IEnumerable<(TimeSpan From, TimeSpan Until, IReadOnlyList<string> Lines)> Split(IEnumerable<Cue> cues)
    {
        foreach (var cue in cues)
        {
            var captions = Lines(cue.Text).Chunk(MostLines).ToList();
            var letters = captions.Sum(Letters);
            var from = cue.From;
            foreach (var lines in captions)
            {
                var until = lines == captions[^1] ? cue.Until : from + ((cue.Until - cue.From) * Letters(lines) / letters);
                yield return (from, until, lines);
                from = until;
            }
        }
    }

    /// <summary>As even as whole words allow, so that no word stands alone on the last line.</summary>
    private static IEnumerable<string> Lines(string slide)
    {
        var words = BoldMarks.Without(slide).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = Filled(words, LineLetters).Count;
        var width = LineLetters;
        while (width > 1 && Filled(words, width - 1) is var narrower && narrower.Count == count && narrower.All(Fits))
        {
            width--;
        }

        return Filled(words, width);
    }

    private static List<string> Filled(IEnumerable<string> words, int width)
    {
        var lines = new List<string>();
        foreach (var word in words)
        {
            if (lines.Count > 0 && BoldMarks.Letters(lines[^1]) + 1 + BoldMarks.Letters(word) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static bool Fits(string line) => BoldMarks.Letters(line) <= LineLetters;

    private static int Letters(IEnumerable<string> lines) => lines.Sum(BoldMarks.Letters);

    private static string Escape(string line) =>
        line.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(TimeSpan time, char point) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}"
        );
}
