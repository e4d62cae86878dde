using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>How often something was found, and where the first few times.</summary>
internal sealed class Places
{
    private const int Shown = 5;

    private readonly List<string> _first = [];

    public int Count { get; private set; }

    public bool Any => Count > 0;

    /// <summary>The next one will be told; of those after it only the number is.</summary>
    public bool IsTold => Count < Shown;

    /// <param name="at">Where in the text; told as the number of the letter, from 1.</param>
    /// <param name="place">Where the text stands, in the words of the request.</param>
    public void Add(string text, int at, string place, string what = "")
    {
        if (_first.Count < Shown)
        {
            var letter = new StringInfo(text[..at]).LengthInTextElements + 1;
            Add(string.Create(CultureInfo.InvariantCulture, $"{place}, letter {letter}"), what);
        }
        else
        {
            Count++;
        }
    }

    public void Add(string place, string what)
    {
        Count++;
        if (_first.Count < Shown)
        {
            _first.Add($"{what}{(what.Length > 0 ? ", " : "")}{place}");
        }
    }

    public override string ToString() => string.Join("; ", _first) + (Count > Shown ? $" and {Count - Shown} more" : "");
}
