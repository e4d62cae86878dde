using System.Globalization;
using System.Net;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>What has been read so far of a translator's answer. Each mark that was sent may come once; whatever does not fit ends the reading.</summary>
internal sealed class MarkedReading(IReadOnlyList<SegmentPart> sent)
{
    private readonly Dictionary<int, SegmentPart.Kept> _kept = sent.OfType<SegmentPart.Kept>().ToDictionary(part => part.Id);
    private readonly Dictionary<int, SegmentPart.Opens> _opening = sent.OfType<SegmentPart.Opens>().ToDictionary(part => part.Id);
    private readonly Dictionary<int, SegmentPart.Closes> _closing = sent.OfType<SegmentPart.Closes>().ToDictionary(part => part.Id);
    private readonly Stack<int> _open = new();
    private readonly List<SegmentPart> _parts = [];
    private int? _inside;

    public IReadOnlyList<SegmentPart> Parts => _parts;

    /// <summary>Every mark has come, and is closed.</summary>
    public bool IsWhole => _kept.Count == 0 && _opening.Count == 0 && _open.Count == 0 && _inside is null;

    /// <summary>False for something that looks like a tag and is none of ours, and for words in the place of a number.</summary>
    public bool Words(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '>') >= 0)
        {
            return false;
        }

        if (_inside is { } id)
        {
            return text.Trim() is "" || text.Trim() == id.ToString(CultureInfo.InvariantCulture);
        }

        if (text.Length > 0)
        {
            _parts.Add(new SegmentPart.Words(CleanText.Of(WebUtility.HtmlDecode(text)).ReplaceLineEndings(" ").Replace('\t', ' ')));
        }

        return true;
    }

    public bool Tag(bool isAtom, bool isEnd, bool isEmpty, int? id) =>
        isEnd ? End(isAtom) : _inside is null && id is { } known && (isAtom ? Keep(known, isEmpty) : !isEmpty && Open(known));

    private bool End(bool isAtom)
    {
        if (isAtom && _inside is not null)
        {
            _inside = null;
            return true;
        }

        if (isAtom || _inside is not null || !_open.TryPop(out var ended))
        {
            return false;
        }

        _parts.Add(_closing[ended]);
        return true;
    }

    private bool Keep(int id, bool isEmpty)
    {
        if (!_kept.Remove(id, out var kept))
        {
            return false;
        }

        _parts.Add(kept);
        _inside = isEmpty ? null : id;
        return true;
    }

    private bool Open(int id)
    {
        if (!_opening.Remove(id, out var mark))
        {
            return false;
        }

        _parts.Add(mark);
        _open.Push(id);
        return true;
    }
}
