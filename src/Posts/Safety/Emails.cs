namespace Publisher.Posts.Safety;

/// <summary>Whole addresses, also with their signs in words: "name [at] host [dot] org".</summary>
internal sealed class Emails
{
    /// <summary>Pieces and dots on one side of the @.</summary>
    private const int MostPieces = 16;

    private static readonly HashSet<string> At = new(StringComparer.Ordinal) { "at", "собака", "ət", "ат" };
    private static readonly HashSet<string> Dot = new(StringComparer.Ordinal) { "dot", "точка", "nöqtə", "дот" };

    private readonly Dictionary<string, string[]> _entries;

    public Emails(IEnumerable<(ProtectedEntry Entry, string Name)> spellings) =>
        _entries = spellings
            .Select(spelling => (Address: Plain(spelling.Name), spelling.Entry.Id))
            .Where(pair => pair.Address is not null)
            .GroupBy(pair => pair.Address!, pair => pair.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

    /// <summary>Folded; null when it is no address.</summary>
    public static string? Plain(string name)
    {
        var address = Folding.Of(name.Trim()).Replace(Folding.CapitalI, 'i');
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var isAddress =
            at > 0
            && at == address.LastIndexOf('@')
            && address.IndexOf('.', at) > at + 1
            && address[^1] != '.'
            && !address.Any(char.IsWhiteSpace);
        return isAddress ? address : null;
    }

    public IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Find(SpannedText text, CancellationToken cancellationToken)
    {
        var pieces = _entries.Count == 0 ? [] : Pieces(text);
        for (var at = 1; at < pieces.Count - 1; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pieces[at].Text != "@")
            {
                continue;
            }

            foreach (var (entry, place) in Around(text, pieces, at))
            {
                yield return (entry, GuardRule.Email, place);
            }
        }
    }

    private List<(string EntryId, Stretch Place)> Around(SpannedText text, List<Piece> pieces, int at)
    {
        var found = new List<(string, Stretch)>();
        for (var (first, local) = (at - 1, ""); first >= Math.Max(0, at - MostPieces) && pieces[first].Text != "@"; first--)
        {
            local = pieces[first].Text + local;
            if (!IsEdge(text, pieces[first].Place.From - 1, -1))
            {
                continue;
            }

            for (var (last, domain) = (at + 1, ""); last <= Math.Min(pieces.Count - 1, at + MostPieces) && pieces[last].Text != "@"; last++)
            {
                domain += pieces[last].Text;
                if (IsEdge(text, pieces[last].Place.To, 1) && _entries.TryGetValue($"{local}@{domain}", out var entries))
                {
                    var place = new Stretch(pieces[first].Place.From, pieces[last].Place.To);
                    found.AddRange(entries.Select(entry => (entry, place)));
                }
            }
        }

        return found;
    }

    /// <summary>Whether an address may end there: a dot belongs to it only when more of it follows.</summary>
    private static bool IsEdge(SpannedText text, int index, int step)
    {
        if (index < 0 || index >= text.Length)
        {
            return true;
        }

        var next = index + step;
        var isInner = text[index] is '.' or '-' && next >= 0 && next < text.Length && char.IsLetterOrDigit(text[next]);
        return !isInner && !char.IsLetterOrDigit(text[index]) && text[index] is not ('_' or '+' or '-');
    }

    private static List<Piece> Pieces(SpannedText text)
    {
        var pieces = new List<Piece>();
        for (var index = 0; index < text.Length; )
        {
            var start = index;
            while (index < text.Length && (TextParts.IsLetter(text[index]) || char.IsAsciiDigit(text[index])))
            {
                index++;
            }

            if (index > start)
            {
                pieces.Add(PieceOf(text, new Stretch(start, index)));
            }
            else
            {
                if (text[index] is '@' or '.' or '_' or '-' or '+')
                {
                    pieces.Add(new Piece(text[index].ToString(), new Stretch(index, index + 1)));
                }

                index++;
            }
        }

        return pieces;
    }

    private static Piece PieceOf(SpannedText text, Stretch place)
    {
        Span<char> letters = stackalloc char[Math.Min(place.Length, 64)];
        text.Characters[place.From..(place.From + letters.Length)].CopyTo(letters);
        letters.Replace(Folding.CapitalI, 'i');
        Span<char> seen = stackalloc char[letters.Length];
        var word = new string(letters);
        if (StandsAlone(text, place) && (At.Contains(word) || Dot.Contains(word)))
        {
            return new Piece(At.Contains(word) ? "@" : ".", place);
        }

        return new Piece(Lookalikes.TryRead(letters, Script.Latin, seen) ? new string(seen) : word, place);
    }

    /// <summary>A sign in words has a blank or a bracket on both sides, so that an address may hold the word.</summary>
    private static bool StandsAlone(SpannedText text, Stretch place) =>
        place.From > 0
        && place.To < text.Length
        && (char.IsWhiteSpace(text[place.From - 1]) || text[place.From - 1] is '[' or '(' or '{' or '<')
        && (char.IsWhiteSpace(text[place.To]) || text[place.To] is ']' or ')' or '}' or '>');

    private readonly record struct Piece(string Text, Stretch Place);
}
