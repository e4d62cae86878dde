using Publisher.Channels.Typography;

namespace Publisher.Channels.Text;

/// <summary>
/// Cuts a sentence that is too long for one slide where a speaker would breathe (SLD-23): after <c>; :</c> and dashes, else at a comma
/// before a conjunction, else at another comma, else before “and”, and only when all that fails between any two words, those that hold together last.
/// Fewest pieces first, then the least unevenness plus the price of the places. The same sentence is always cut the same way.
/// </summary>
internal static class LongSentence
{
    private const int Shortest = 35;
    private const int PriceOfAnyWord = 60;

    /// <summary>UTF-16 units of what no slides can hold: it is halved first, as weighing all ways to cut it would take minutes.</summary>
    private const int Endless = 4_000;

    /// <summary>Between words that hold together: a number and its noun, initials and a name.</summary>
    private const int PriceOfBond = 200;

    /// <summary>The pieces; one that is still too long is a single word.</summary>
    public static IReadOnlyList<string> Cut(string sentence, string language, int limit)
    {
        if (sentence.Length > Endless && Halved(sentence) is { } halves)
        {
            return [.. halves.SelectMany(half => BoldMarks.Letters(half) <= limit ? [half] : Cut(half, language, limit))];
        }

        var places = Places(sentence, language);
        return Best(sentence, [.. places.Where(place => place.Price < PriceOfAnyWord)], limit, Shortest)
            ?? Best(sentence, places, limit, 1)
            ?? AroundLongWord(sentence, language, limit);
    }

    /// <summary>At the blank nearest to the middle; null when there is none.</summary>
    private static string[]? Halved(string sentence)
    {
        var middle = sentence.Length / 2;
        var (before, after) = (sentence.LastIndexOf(' ', middle), sentence.IndexOf(' ', middle));
        var cut = before > 0 && (after < 0 || middle - before <= after - middle) ? before : after;
        return cut <= 0 ? null : [sentence[..cut].TrimEnd(), sentence[cut..].TrimStart()];
    }

    /// <summary>A word longer than a slide (an address) stands alone, and the rest is cut by itself.</summary>
    private static IReadOnlyList<string> AroundLongWord(string sentence, string language, int limit)
    {
        var words = sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, word => BoldMarks.Letters(word) > limit);
        if (at < 0 || words.Length == 1)
        {
            return [sentence];
        }

        string[] pieces = [string.Join(' ', words[..at]), words[at], string.Join(' ', words[(at + 1)..])];
        return
        [
            .. pieces
                .Where(piece => piece.Length > 0)
                .SelectMany(piece => BoldMarks.Letters(piece) <= limit ? [piece] : Cut(piece, language, limit)),
        ];
    }

    private static List<string>? Best(string sentence, List<Place> places, int limit, int shortest)
    {
        places.Add(new Place(sentence.Length, 0, 0));
        var letters = places.Select(place => BoldMarks.Letters(sentence[..place.End])).ToList();
        for (var pieces = Math.Max(2, letters[^1] / (limit + 1)); pieces <= Math.Min(places.Count, (letters[^1] / shortest) + 1); pieces++)
        {
            if (Ends(places, letters, pieces, limit, shortest) is { } ends)
            {
                return [.. ends.Select((end, index) => sentence[(index == 0 ? 0 : ends[index - 1])..end].Trim())];
            }
        }

        return null;
    }

    /// <summary>The cheapest way to end exactly <paramref name="pieces"/> pieces at the places, or null when none keeps the limits.</summary>
    private static List<int>? Ends(List<Place> places, List<int> letters, int pieces, int limit, int shortest)
    {
        var mean = (double)letters[^1] / pieces;
        var cost = new double[pieces + 1, places.Count];
        var from = new int[pieces + 1, places.Count];
        for (var piece = 1; piece <= pieces; piece++)
        {
            for (var place = 0; place < places.Count; place++)
            {
                (cost[piece, place], from[piece, place]) = Cheapest(piece, place);
            }
        }

        return double.IsPositiveInfinity(cost[pieces, places.Count - 1]) ? null : Traced();

        (double Cost, int From) Cheapest(int piece, int place)
        {
            var best = (Cost: double.PositiveInfinity, From: -1);
            for (var previous = piece == 1 ? -1 : place - 1; previous >= (piece == 1 ? -1 : 0); previous--)
            {
                var length = letters[place] - (previous < 0 ? 0 : letters[previous] + places[previous].Blanks);
                if (length > limit)
                {
                    break;
                }

                var total = (previous < 0 ? 0 : cost[piece - 1, previous]) + Math.Abs(length - mean) + places[place].Price;
                if (length >= shortest && total <= best.Cost)
                {
                    best = (total, previous);
                }
            }

            return best;
        }

        List<int> Traced()
        {
            var ends = new List<int>();
            for (var (piece, place) = (pieces, places.Count - 1); piece > 0; place = from[piece, place], piece--)
            {
                ends.Insert(0, places[place].End);
            }

            return ends;
        }
    }

    private static List<Place> Places(string sentence, string language)
    {
        var places = new List<Place>();
        var read = BoldMarks.Read(sentence);
        var bonds = Bonds.Find(read.Letters, language, read.Edges).Where(place => place.Bond >= Bond.Loose);
        var bonded = bonds.Select(place => read.Places[place.Position]).ToHashSet();
        for (var index = 1; index < sentence.Length - 1; index++)
        {
            if (char.IsWhiteSpace(sentence[index]) && !char.IsWhiteSpace(sentence[index - 1]))
            {
                var blanks = sentence.AsSpan(index).Length - sentence.AsSpan(index).TrimStart().Length;
                places.Add(new Place(index, blanks, bonded.Contains(index) ? PriceOfBond : PriceOf(sentence, index, language)));
            }
        }

        return places;
    }

    private static int PriceOf(string sentence, int blank, string language)
    {
        var before = LetterBefore(sentence, blank);
        var word = WordAfter(sentence, blank);
        return before switch
        {
            ';' or ':' or '—' or '–' => 0,
            '-' when blank >= 2 && char.IsWhiteSpace(sentence[blank - 2]) => 0,
            '.' when LanguageTag.Base(language) is "hy" or "hyw" => 0,
            ',' or '،' when Conjunctions.Joins(word, language) => 5,
            ',' or '،' or '՝' => 15,
            _ => Conjunctions.IsAnd(word, language) ? 30 : PriceOfAnyWord,
        };
    }

    private static char LetterBefore(string sentence, int blank)
    {
        var index = blank - 1;
        while (index > 0 && sentence[index] is '*' or '»' or '”' or '“' or '’' or '›' or '"')
        {
            index--;
        }

        return sentence[index];
    }

    private static string WordAfter(string sentence, int blank)
    {
        var start = blank;
        while (start < sentence.Length && !char.IsLetter(sentence[start]))
        {
            start++;
        }

        var end = start;
        while (end < sentence.Length && char.IsLetter(sentence[end]))
        {
            end++;
        }

        return sentence[start..end];
    }

    /// <param name="End">Where a piece ends.</param>
    /// <param name="Blanks">What follows, and belongs to neither piece.</param>
    private readonly record struct Place(int End, int Blanks, int Price);
}
