using System.Buffers;

namespace Publisher.Posts.Safety;

/// <summary>Where a word was found, and by which way of looking.</summary>
/// <param name="IsPaired">Two words with a blank between them.</param>
/// <param name="IsMarked">Something says that this is no word of a sentence: a divider inside, or @, # or / before it.</param>
internal readonly record struct Sighting(Stretch Place, int First, int Last, GuardRule Rule, bool IsPaired, bool IsMarked);

/// <summary>Compares one folded word with the index: as it is, with endings taken off, as the letters of another script, and nearly.</summary>
internal sealed class WordLookup(EntryIndex index, TextParts parts)
{
    /// <summary>Readings of one word of a text.</summary>
    private const int Readings = 12;

    /// <summary>In letters.</summary>
    private const int ShortestOutOfPlace = 4;

    /// <summary>Letters that look like another script's only among its letters.</summary>
    private static readonly SearchValues<char> Doubtful = SearchValues.Create("gunrгпьз");

    private static readonly Script[] Disguises = [Script.Latin, Script.Cyrillic, Script.Armenian];

    private readonly Skeleton _skeleton = new(Readings);
    private readonly char[] _seen = new char[Skeleton.LongestWord];
    private readonly List<(Posting Posting, bool IsCheap)> _near = [];

    public List<WordMatch> Matches { get; } = [];

    public List<(string EntryId, GuardRule Rule, Stretch Place)> Hits { get; } = [];

    public long Work { get; private set; }

    public void Find(ReadOnlySpan<char> word, Sighting found)
    {
        if (word.Length == 0)
        {
            return;
        }

        var (script, isMixed) = ScriptOf(word);
        if (!isMixed)
        {
            Search(word, script, found);
        }

        if (found.Rule == GuardRule.KeyboardLayout || script == Script.None)
        {
            return;
        }

        foreach (var other in Disguises)
        {
            if ((isMixed || IsOutOfPlace(word, script, other)) && Lookalikes.TryRead(word, other, _seen))
            {
                var rule = found.Rule > GuardRule.Lookalike ? found.Rule : GuardRule.Lookalike;
                Search(_seen.AsSpan(0, word.Length), other, found with { Rule = rule });
            }
        }
    }

    /// <summary>A word of one script is taken for another's only in a text of that other: else plain words collide. Nobody writes our languages in the rest.</summary>
    private bool IsOutOfPlace(ReadOnlySpan<char> word, Script script, Script other) =>
        other != script
        && (
            script is Script.Greek or Script.Other
            || (word.Length >= ShortestOutOfPlace && parts.Scripts.Contains(other) && !word.ContainsAny(Doubtful))
        );

    private static (Script Script, bool IsMixed) ScriptOf(ReadOnlySpan<char> word)
    {
        var script = Script.None;
        foreach (var letter in word)
        {
            var own = Scripts.Of(letter);
            if (own != Script.None && script != Script.None && own != script)
            {
                return (own, true);
            }

            script = own == Script.None ? script : own;
        }

        return (script, false);
    }

    private void Search(ReadOnlySpan<char> word, Script script, Sighting found)
    {
        var endings = Endings.Of(script);
        for (var cut = 0; cut == 0 || cut <= Math.Min(endings.Longest, word.Length - 2); cut++)
        {
            var forms = cut == 0 ? WordForm.AfterConsonant | WordForm.AfterVowel : endings.FormsBefore(word, cut);
            if (forms == WordForm.None)
            {
                continue;
            }

            var isBare = cut == 0 || script == Script.Cyrillic || (script == Script.Georgian && cut == 1 && word[^1] == 'ი');
            _skeleton.Read(word[..^cut], script);
            for (var reading = 0; reading < _skeleton.Count; reading++)
            {
                Work++;
                foreach (var posting in index.At(_skeleton[reading]))
                {
                    if ((posting.Form & forms) != WordForm.None)
                    {
                        Add(posting, word, cut, found, isBare, isNear: false);
                    }
                }
            }

            if (found.Rule is GuardRule.Exact or GuardRule.Lookalike && (forms & (WordForm.AfterConsonant | WordForm.AfterVowel)) != 0)
            {
                SearchNear(word, cut, found, isBare);
            }
        }
    }

    private void SearchNear(ReadOnlySpan<char> word, int cut, Sighting found, bool isBare)
    {
        var sounds = _skeleton[0];
        if (sounds.Length < NearIndex.Shortest)
        {
            return;
        }

        _near.Clear();
        Work += 1 + index.Near.Find(sounds, _near);
        foreach (var (posting, isCheap) in _near)
        {
            if (isCheap || !index.Names[posting.Name].IsSingle)
            {
                Add(posting with { Rule = GuardRule.Near }, word, cut, found, isBare, isNear: true);
            }
        }
    }

    private void Add(Posting posting, ReadOnlySpan<char> word, int cut, Sighting found, bool isBare, bool isNear)
    {
        var name = index.Names[posting.Name];
        if ((found.IsPaired && (posting.Word < 0 || cut > 0)) || (posting.Word == Posting.Shrunk && (cut > 0 || !found.IsMarked)))
        {
            return;
        }

        var isWhole = posting.Word < 0;
        if (!isWhole && cut > 0 && IsDoubled(word[..^cut]) && IsPlainHere(name.Words[posting.Word], word))
        {
            return; // ванна is no form of Ван
        }

        var rule = found.Rule > GuardRule.Inflected ? found.Rule : posting.Rule ?? RuleOf(name.Words[posting.Word], word, cut, found.Rule);
        if (!isWhole && !name.IsSingle)
        {
            Matches.Add(new WordMatch(posting.Name, posting.Word, found.First, found.Last, found.Place, rule, isBare, isNear));
        }
        else if (isWhole || word.Length >= ShortestAlone(found))
        {
            Hits.Add((name.EntryId, rule, found.Place));
        }
    }

    private static bool IsDoubled(ReadOnlySpan<char> stem) => stem.Length > 1 && stem[^1] == stem[^2];

    /// <summary>Of the same script, and without a double letter.</summary>
    private static bool IsPlainHere(ReadOnlySpan<char> own, ReadOnlySpan<char> word)
    {
        for (var at = 2; at <= own.Length; at++)
        {
            if (IsDoubled(own[..at]))
            {
                return false;
            }
        }

        return Scripts.Of(own[0]) == Scripts.Of(word[0]);
    }

    /// <summary>In letters: how long a name of one word must be to be seen in what is only a way of looking.</summary>
    private static int ShortestAlone(Sighting found) =>
        found.Rule switch
        {
            GuardRule.SpacedOut when found.IsPaired => 8,
            GuardRule.Joined or GuardRule.KeyboardLayout => 5,
            GuardRule.SpacedOut => 4,
            GuardRule.DigitsAsLetters => 3,
            _ => 2,
        };

    private static GuardRule RuleOf(string own, ReadOnlySpan<char> word, int cut, GuardRule way)
    {
        var isSame = own.AsSpan().SequenceEqual(word);
        return isSame ? way
            : cut > 0 && Scripts.Of(own[0]) == Scripts.Of(word[0]) ? GuardRule.Inflected
            : GuardRule.Transliterated;
    }
}
