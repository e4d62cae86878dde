using System.Buffers;

namespace Publisher.Channels.Translation;

/// <summary>
/// Sees to it that what is kept stays apart from the words around it: a translator may drop the space beside a mark, and
/// <c>#peace</c> before <c>ful</c> would be another hashtag.
/// </summary>
internal static class Seams
{
    private static readonly SearchValues<char> Before = SearchValues.Create("(«“„‘\"'[{—–¿¡/");
    private static readonly SearchValues<char> After = SearchValues.Create(".,;:!?)»”’\"']}—–…։՝՜՞،؛؟");

    /// <param name="parts">As they came back.</param>
    /// <param name="sent">As they stood; what touched there may touch here.</param>
    public static IReadOnlyList<SegmentPart> Mend(IReadOnlyList<SegmentPart> parts, IReadOnlyList<SegmentPart> sent)
    {
        var outside = MoveSpacesOut(parts);
        var mended = new List<SegmentPart>(outside.Count);
        for (var i = 0; i < outside.Count; i++)
        {
            if (
                i > 0
                && IsSeam(outside, i)
                && Touch(outside, i) is var (left, right)
                && !Touched(sent, outside[i - 1], outside[i], left, right)
            )
            {
                mended.Add(new SegmentPart.Words(" "));
            }

            mended.Add(outside[i]);
        }

        return mended;
    }

    /// <summary>Where words meet what is kept, or a mark from its outer side.</summary>
    private static bool IsSeam(IReadOnlyList<SegmentPart> parts, int i) =>
        (parts[i - 1], parts[i]) is not ((SegmentPart.Opens, _) or (_, SegmentPart.Closes) or (SegmentPart.Words, SegmentPart.Words));

    private static (char Left, char Right)? Touch(IReadOnlyList<SegmentPart> parts, int i)
    {
        var (left, right) = (Last(parts, i - 1), First(parts, i));
        return
            left == '\0'
            || right == '\0'
            || char.IsWhiteSpace(left)
            || char.IsWhiteSpace(right)
            || Before.Contains(left)
            || After.Contains(right)
            ? null
            : (left, right);
    }

    /// <summary>The part that is kept or marked had a neighbour of the same kind on that side before.</summary>
    private static bool Touched(IReadOnlyList<SegmentPart> sent, SegmentPart before, SegmentPart after, char left, char right)
    {
        var end = before is SegmentPart.Words ? -1 : IndexOf(sent, before);
        var start = after is SegmentPart.Words ? -1 : IndexOf(sent, after);
        return (end < 0 || Alike(First(sent, end + 1), right)) && (start < 0 || Alike(Last(sent, start - 1), left));
    }

    private static bool Alike(char one, char other) =>
        one != '\0' && !char.IsWhiteSpace(one) && (one == other || (char.IsLetterOrDigit(one) && char.IsLetterOrDigit(other)));

    private static int IndexOf(IReadOnlyList<SegmentPart> parts, SegmentPart part)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (ReferenceEquals(parts[i], part))
            {
                return i;
            }
        }

        return -1;
    }

    private static char First(IReadOnlyList<SegmentPart> parts, int from)
    {
        for (var i = from; i < parts.Count; i++)
        {
            if (PlainOf(parts[i]) is { Length: > 0 } text)
            {
                return text[0];
            }
        }

        return '\0';
    }

    private static char Last(IReadOnlyList<SegmentPart> parts, int from)
    {
        for (var i = from; i >= 0; i--)
        {
            if (PlainOf(parts[i]) is { Length: > 0 } text)
            {
                return text[^1];
            }
        }

        return '\0';
    }

    private static string PlainOf(SegmentPart part) =>
        part switch
        {
            SegmentPart.Words(var words) => words,
            SegmentPart.Kept kept => kept.Plain,
            _ => "",
        };

    /// <summary><c>** bold **</c> is not bold.</summary>
    private static List<SegmentPart> MoveSpacesOut(IReadOnlyList<SegmentPart> parts)
    {
        var moved = parts.ToList();
        for (var i = 0; i < moved.Count - 1; i++)
        {
            if (moved[i] is SegmentPart.Opens && moved[i + 1] is SegmentPart.Words(var led) && led.Length > 0 && char.IsWhiteSpace(led[0]))
            {
                moved[i + 1] = new SegmentPart.Words(led.TrimStart());
                moved.Insert(i, new SegmentPart.Words(" "));
                i++;
            }
        }

        for (var i = moved.Count - 1; i > 0; i--)
        {
            if (
                moved[i] is SegmentPart.Closes
                && moved[i - 1] is SegmentPart.Words(var ended)
                && ended.Length > 0
                && char.IsWhiteSpace(ended[^1])
            )
            {
                moved[i - 1] = new SegmentPart.Words(ended.TrimEnd());
                moved.Insert(i + 1, new SegmentPart.Words(" "));
            }
        }

        return moved;
    }
}
