using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>
/// A segment as translators get it, well-formed for their XML and HTML modes: what is kept is an element with a number in it,
/// marks are elements around the words. DeepL is told to ignore the first, LibreTranslate leaves <c>translate="no"</c> alone.
/// </summary>
internal static partial class MarkedText
{
    /// <summary>Name of the elements that stand for what is kept.</summary>
    public const string Atom = "x";
    private const string Pair = "g";

    public static string Write(IReadOnlyList<SegmentPart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            _ = part switch
            {
                SegmentPart.Words(var words) => text.AppendEscaped(words),
                SegmentPart.Kept kept => text.Append(
                    CultureInfo.InvariantCulture,
                    $"<{Atom} id=\"{kept.Id}\" translate=\"no\">{kept.Id}</{Atom}>"
                ),
                SegmentPart.Opens(var id, _) => text.Append(CultureInfo.InvariantCulture, $"<{Pair} id=\"{id}\">"),
                _ => text.Append("</" + Pair + ">"),
            };
        }

        return text.ToString();
    }

    /// <summary>
    /// Reads what came back. Null when a mark is lost, doubled, crossed or strange: then nothing of the answer can be used.
    /// Marks may have changed their order, as words do.
    /// </summary>
    public static IReadOnlyList<SegmentPart>? Read(string answer, IReadOnlyList<SegmentPart> sent)
    {
        var reading = new MarkedReading(sent);
        var from = 0;
        foreach (Match tag in Tag().Matches(answer))
        {
            var isAtom = tag.Groups["name"].Value.Equals(Atom, StringComparison.OrdinalIgnoreCase);
            var isEnd = tag.Groups["end"].Length > 0;
            int? id = int.TryParse(tag.Groups["id"].Value, CultureInfo.InvariantCulture, out var number) ? number : null;
            if (!reading.Words(answer[from..tag.Index]) || !reading.Tag(isAtom, isEnd, tag.Groups["empty"].Length > 0, id))
            {
                return null;
            }

            from = tag.Index + tag.Length;
        }

        return reading.Words(answer[from..]) && reading.IsWhole ? reading.Parts : null;
    }

    [GeneratedRegex(
        """<(?<end>/)?(?<name>[xgXG])(?:\s(?:[^<>]{0,60}?\s)?id\s?=\s?["'](?<id>\d{1,6})["'][^<>]{0,60}?)?\s?(?<empty>/)?>""",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Tag();
}
