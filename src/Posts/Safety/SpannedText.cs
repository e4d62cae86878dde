namespace Publisher.Posts.Safety;

/// <summary>Characters that each know which stretch of the original text they stand for.</summary>
internal sealed class SpannedText
{
    private char[] _characters;
    private int[] _starts;
    private int[] _ends;
    private bool[] _capitals;

    public SpannedText(int capacity)
    {
        capacity = Math.Max(capacity, 16);
        (_characters, _starts, _ends, _capitals) = (new char[capacity], new int[capacity], new int[capacity], new bool[capacity]);
    }

    public int Length { get; private set; }

    public char this[int index] => _characters[index];

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    public int StartOf(int index) => _starts[index];

    public int EndOf(int index) => _ends[index];

    /// <summary>Whether the letter was a capital before it was folded.</summary>
    public bool IsCapital(int index) => _capitals[index];

    public void Add(char character, int start, int end, bool capital = false)
    {
        if (Length == _characters.Length)
        {
            Grow();
        }

        (_characters[Length], _starts[Length], _ends[Length], _capitals[Length]) = (character, start, end, capital);
        Length++;
    }

    public static SpannedText Of(string text)
    {
        var same = new SpannedText(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            same.Add(text[index], index, index + 1);
        }

        return same;
    }

    private void Grow()
    {
        var size = Length * 2;
        Array.Resize(ref _characters, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _capitals, size);
    }
}
