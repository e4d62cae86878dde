namespace Publisher.Posts.Safety;

/// <summary>Looks up every word of one reading of a text, and every word that may be hidden in it, in the index.</summary>
internal sealed class TextSearch(EntryIndex index, SpannedText text, TextParts parts, CancellationToken cancellationToken)
{
    /// <summary>Segments of one chunk that are tried as one word: Pet.ro.sy.an.</summary>
    private const int MostGlued = 4;

    private readonly WordLookup _lookup = new(index, parts);
    private readonly char[] _letters = new char[Skeleton.LongestWord];

    /// <summary>Look-ups done: what the time depends on.</summary>
    public long Work => _lookup.Work;

    public IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Run()
    {
        LookAtWords();
        LookAtSegments();
        LookAtKeys();
        foreach (var (place, first, last) in SpacedLetters.In(text, parts))
        {
            Look(place, first, last, GuardRule.SpacedOut);
        }

        Initials.Add(text, parts, index, _lookup.Matches);
        return [.. _lookup.Hits, .. NameAssembly.Assemble(index, _lookup.Matches)];
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
                if (text[segment.From] == '@')
                {
                    Look(new Stretch(segment.From + 1, segment.To), segment.FirstWord, segment.LastWord, GuardRule.DigitsAsLetters);
                }
            }

            for (var last = first + 1; last < Math.Min(first + MostGlued, parts.Segments.Count); last++)
            {
                var other = parts.Segments[last];
                var isOneChunk = other.Chunk == segment.Chunk;
                if (!isOneChunk && (last > first + 1 || other.Gap > 2 || other.To - other.From < 2 || segment.To - segment.From < 2))
                {
                    break;
                }

                var place = new Stretch(segment.From, other.To);
                Look(place, segment.FirstWord, other.LastWord, isOneChunk ? GuardRule.Joined : GuardRule.SpacedOut, isPaired: !isOneChunk);
            }
        }
    }

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

        _lookup.Find(_letters.AsSpan(0, count), new Found(place, first, last, rule, isPaired));
    }

    private void LookAtKeys()
    {
        foreach (var chunk in parts.Chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = chunk.To;
            while (end > chunk.From && text[end - 1] is '.' or ',' or '!' or '?' or ')' or ';' or ':' or '"' or '»')
            {
                end--;
            }

            LookAtKeys(chunk, end);
            if (end < chunk.To)
            {
                LookAtKeys(chunk, chunk.To);
            }
        }
    }

    private void LookAtKeys(Chunk chunk, int end)
    {
        var length = end - chunk.From;
        if (length < 3 || length > _letters.Length)
        {
            return;
        }

        var script = Script.None;
        for (var at = 0; at < length; at++)
        {
            var own = Scripts.Of(text[chunk.From + at]);
            if (
                own is not (Script.None or Script.Latin or Script.Cyrillic)
                || (own != Script.None && script != Script.None && own != script)
            )
            {
                return;
            }

            script = own == Script.None ? script : own;
        }

        for (var at = 0; at < length; at++)
        {
            var key = text[chunk.From + at] == Folding.CapitalI ? 'i' : text[chunk.From + at];
            _letters[at] = script == Script.Cyrillic ? KeyboardLayout.ToLatin(key) : KeyboardLayout.ToRussian(key);
            if (!char.IsLetter(_letters[at]))
            {
                return;
            }
        }

        var place = new Stretch(chunk.From, end);
        _lookup.Find(_letters.AsSpan(0, length), new Found(place, chunk.FirstWord, chunk.LastWord, GuardRule.KeyboardLayout, false));
    }
}
