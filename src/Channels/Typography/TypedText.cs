using System.Text;
using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>
/// A line or paragraph in pieces of one style, read as one text: quotes open in one piece and close in another. Code and addresses
/// are kept, whatever the rules say.
/// </summary>
internal sealed class TypedText
{
    private readonly int[] _owners;
    private readonly bool[] _code;
    private readonly bool[] _kept;

    private TypedText(string letters, int[] owners, bool[] code)
    {
        (Letters, _owners, _code) = (letters, owners, code);
        _kept = new bool[letters.Length];
        foreach (var span in WholeSpans.Find(letters))
        {
            _kept.AsSpan(span.Start, span.Length).Fill(true);
        }
    }

    public string Letters { get; }

    /// <param name="code">Which of the pieces are code.</param>
    public static TypedText Of(IReadOnlyList<string> pieces, bool[] code)
    {
        var owners = pieces.SelectMany((piece, owner) => Enumerable.Repeat(owner, piece.Length));
        return new TypedText(string.Concat(pieces), [.. owners], code);
    }

    public bool IsCode(int index) => _code[_owners[index]];

    /// <summary>True inside code, URLs, e-mail addresses, handles and hashtags (SLD-36).</summary>
    public bool IsKept(int index) => _kept[index] || IsCode(index);

    public bool HaveOneStyle(int index, int other) => _owners[index] == _owners[other];

    /// <summary>The letter at a place; <c>'\0'</c> outside the text.</summary>
    public char At(int index) => index >= 0 && index < Letters.Length ? Letters[index] : '\0';

    /// <param name="edits">None of them overlaps another. New letters belong to the piece of the first that they replace.</param>
    public TypedText With(IReadOnlyList<Edit> edits)
    {
        var letters = new StringBuilder(Letters.Length);
        var owners = new List<int>(Letters.Length);
        var from = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            letters.Append(Letters, from, edit.Start - from).Append(edit.Text);
            owners.AddRange(_owners.AsSpan(from, edit.Start - from));
            owners.AddRange(Enumerable.Repeat(_owners[edit.Start], edit.Text.Length));
            from = edit.Start + edit.Length;
        }

        letters.Append(Letters, from, Letters.Length - from);
        owners.AddRange(_owners.AsSpan(from));
        return new TypedText(letters.ToString(), [.. owners], _code);
    }

    /// <summary>As many pieces as there were; some may be empty.</summary>
    public IReadOnlyList<string> Pieces()
    {
        var pieces = new StringBuilder[_code.Length];
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            pieces[piece] = new StringBuilder();
        }

        for (var index = 0; index < Letters.Length; index++)
        {
            pieces[_owners[index]].Append(Letters[index]);
        }

        return [.. pieces.Select(piece => piece.ToString())];
    }
}
