using System.Text;

namespace Publisher.Channels.Translation;

/// <summary>Gathers the parts of one segment, and takes what is protected out of its words.</summary>
/// <param name="write">How a protected stretch is written in this kind of text.</param>
internal sealed class SegmentDraft(ProtectedSpans spans, Func<string, string> write)
{
    private readonly List<SegmentPart> _parts = [];
    private readonly StringBuilder _words = new();
    private int _id;

    public void AddWords(string text) => _words.Append(text);

    public void AddKept(string source, string plain)
    {
        Flush();
        _parts.Add(new SegmentPart.Kept(++_id, source, plain));
    }

    /// <summary>Returns the id to close it with.</summary>
    public int Open(string source)
    {
        Flush();
        _parts.Add(new SegmentPart.Opens(++_id, source));
        return _id;
    }

    public void Close(int id, string source)
    {
        Flush();
        _parts.Add(new SegmentPart.Closes(id, source));
    }

    /// <summary>Null when there is no word to translate.</summary>
    public IReadOnlyList<SegmentPart>? Finish()
    {
        Flush();
        return _parts.OfType<SegmentPart.Words>().Any(words => words.Text.Any(char.IsLetter)) ? _parts : null;
    }

    private void Flush()
    {
        var text = _words.ToString();
        _words.Clear();
        var from = 0;
        foreach (var (span, _) in spans.Find(text))
        {
            AddText(text[from..span.Start]);
            var plain = text[span.Start..span.End];
            _parts.Add(new SegmentPart.Kept(++_id, write(plain), plain));
            from = span.End;
        }

        AddText(text[from..]);
    }

    private void AddText(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add(new SegmentPart.Words(text));
        }
    }
}
