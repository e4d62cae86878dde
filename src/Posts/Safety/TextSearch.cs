namespace Publisher.Posts.Safety;

/// <summary>Looks up every word of one reading of a text, and every word that may be hidden in it, in the index.</summary>
internal sealed class TextSearch(EntryIndex index, SpannedText text, TextParts parts, CancellationToken cancellationToken)
{
    /// <summary>Segments of one chunk that are tried as one word: Pet.ro.sy.an.</summary>
    private const int MostGlued = 5;

    /// <summary>Between two halves of a word.</summary>
    private const int WidestGap = 3;

    private readonly WordLookup _lookup = new(index, parts);
    private readonly char[] _letters = new char[Skeleton.LongestWord];

    /// <summary>Look-ups done: what the time depends on.</summary>
    public long Work => _lookup.Work;

    public IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Run()
    {
        LookAtWords();
        LookAtSegments();
        KeySearch.Look(text, parts, _lookup, cancellationToken);
        foreach (var (place, first, last) in SpacedLetters.In(text, parts))
        {
            Look(place, first, last, GuardRule.SpacedOut);
        }

        Initials.Add(text, parts, index, _lookup.Matches);
        return [.. _lookup.Hits, .. NameAssembly.Assemble(index, _lookup.Matches, cancellationToken)];
    }

    private void LookAtWords()
    {
        for (var word = 0; word < parts.Words.Count; word++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = parts.Words[word];
            Look(place, word, word, GuardRule.Exact);
            if (place.Length > 3 && text[place.To - 1] == 's' && TextParts.IsApostrophe(text[place.To - 2]))
            {
                Look(place with { To = place.To - 2 }, word, word, GuardRule.Inflected);
            }

            LookAtCamelCase(place, word);
        }
    }

    private void LookAtCamelCase(Stretch place, int word)
    {
        var start = place.From;
        for (var at = place.From + 1; at <= place.To; at++)
        {
            var isBoundary = at == place.To ? start > place.From : text.IsCapital(at) && !text.IsCapital(at - 1);
            if (isBoundary)
            {
                Look(new Stretch(start, at), word, word, GuardRule.Joined);
                start = at;
            }
        }
    }

    private void LookAtSegments()
    {
        for (var first = 0; first < parts.Segments.Count; first++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segment = parts.Segments[first];
            if (HasFigures(segment))
            {
                Look(new Stretch(segment.From, segment.To), segment.FirstWord, segment.LastWord, GuardRule.DigitsAsLetters);
                LookInside(segment);
            }

            for (var last = first + 1; last < Math.Min(first + MostGlued, parts.Segments.Count); last++)
            {
                var other = parts.Segments[last];
                var isOneChunk = other.Chunk == segment.Chunk;
                if (
                    !isOneChunk && (last > first + 1 || other.Gap > WidestGap || other.To - other.From < 2 || segment.To - segment.From < 2)
                )
                {
                    break;
                }

                var place = new Stretch(segment.From, other.To);
                var isPaired = !isOneChunk && !IsDivided(segment.To);
                if (isPaired && !char.IsWhiteSpace(text[segment.To]))
                {
                    break;
                }

                Look(place, segment.FirstWord, other.LastWord, isPaired ? GuardRule.SpacedOut : GuardRule.Joined, isPaired);
            }
        }
    }

    /// <summary>Without the figures before and behind, such as an @ or a year.</summary>
    private void LookInside(Segment segment)
    {
        var (from, to) = (segment.From, segment.To);
        while (from < to && TextParts.IsFigure(text[from]))
        {
            from++;
        }

        while (to > from && TextParts.IsFigure(text[to - 1]))
        {
            to--;
        }

        foreach (var place in (ReadOnlySpan<Stretch>)[new(from, segment.To), new(segment.From, to), new(from, to)])
        {
            if (place.Length > 1 && place.Length < segment.To - segment.From)
            {
                Look(place, segment.FirstWord, segment.LastWord, GuardRule.DigitsAsLetters);
            }
        }
    }

    /// <summary>Whether a word ends there with a hyphen at the end of a line.</summary>
    private bool IsDivided(int at) =>
        text[at] is '-' or '‐' or '֊' && text.Characters[at..Math.Min(text.Length, at + WidestGap)].Contains('\n');

    private bool HasFigures(Segment segment)
    {
        for (var at = segment.From; at < segment.To; at++)
        {
            if (TextParts.IsFigure(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One word with capitals inside, or words with one of the dividers of handles and file names.</summary>
    private bool IsHandleLike(Stretch place)
    {
        for (var at = place.From; at < place.To; at++)
        {
            if (!TextParts.IsLetter(text[at]) && !TextParts.IsFigure(text[at]) && text[at] is not ('_' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private void Look(Stretch place, int first, int last, GuardRule rule, bool isPaired = false)
    {
        var count = 0;
        for (var at = place.From; at < place.To; at++)
        {
            if (!TextParts.IsLetter(text[at]) && !TextParts.IsFigure(text[at]))
            {
                continue;
            }

            if (count == _letters.Length)
            {
                return;
            }

            _letters[count++] = text[at];
        }

        var isMarked = (rule == GuardRule.Joined && IsHandleLike(place)) || (place.From > 0 && text[place.From - 1] is '@' or '#' or '/');
        _lookup.Find(_letters.AsSpan(0, count), new Sighting(place, first, last, rule, isPaired, isMarked));
    }
}
