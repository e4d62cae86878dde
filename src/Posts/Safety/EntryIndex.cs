namespace Publisher.Posts.Safety;

/// <summary>Where sounds lead: to a word of a name, or to a whole name written as one word.</summary>
/// <param name="Word"><see cref="Whole"/> or <see cref="Shrunk"/> when the sounds are those of the whole name.</param>
/// <param name="Rule">What must be told of it, where the way of looking does not say.</param>
internal readonly record struct Posting(int Name, int Word, WordForm Form, GuardRule? Rule)
{
    public const int Whole = -1;

    /// <summary>The whole name with an initial, which may happen to be another name: it takes no ending, and needs a sign that it is a handle or a file.</summary>
    public const int Shrunk = -2;
}

/// <summary>The words of all protected names by their sounds, made once and then only read.</summary>
internal sealed class EntryIndex
{
    /// <summary>Of each word, so many sounds are joined into whole names.</summary>
    private const int FewSounds = 6;

    /// <summary>Of each word, so many sounds are compared nearly.</summary>
    private const int NearSounds = 32;

    /// <summary>In sounds: a shorter name written as one word may be any word.</summary>
    private const int ShortestJoined = 6;

    private readonly Dictionary<string, Posting[]> _bySound;
    private readonly Dictionary<string, Posting[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public EntryIndex(IReadOnlyList<ProtectedName> names)
    {
        Names = names;
        var found = new Dictionary<string, HashSet<Posting>>(StringComparer.Ordinal);
        var near = new List<(string Sounds, Posting Posting)>();
        for (var name = 0; name < names.Count; name++)
        {
            AddName(name, found, near);
        }

        _bySound = found.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        _lookup = _bySound.GetAlternateLookup<ReadOnlySpan<char>>();
        Near = new NearIndex(near);
    }

    public IReadOnlyList<ProtectedName> Names { get; }

    public NearIndex Near { get; }

    /// <summary>The sounds of each word of each name, for initials.</summary>
    public Dictionary<(int Name, int Word), string[]> Sounds { get; } = [];

    public ReadOnlySpan<Posting> At(ReadOnlySpan<char> sounds) => _lookup.TryGetValue(sounds, out var postings) ? postings : [];

    private void AddName(int name, Dictionary<string, HashSet<Posting>> found, List<(string, Posting)> near)
    {
        var spelling = Names[name];
        var all = new List<string[]>();
        for (var word = 0; word < spelling.Words.Length; word++)
        {
            var sounds = WordForms.SoundsOf(spelling.Words[word], spelling).ToList();
            all.Add([.. sounds.Where(sound => sound.Rule is null).Select(sound => sound.Sounds).Take(FewSounds)]);
            Sounds[(name, word)] = [.. sounds.Select(sound => sound.Sounds).Distinct()];
            foreach (var (sound, rule) in sounds)
            {
                AddStems(sound, spelling.Words[word], name, word, rule, found);
            }

            if (!spelling.IsPhrase)
            {
                near.AddRange(sounds.Take(NearSounds).Select(sound => (sound.Sounds, new Posting(name, word, WordForm.None, null))));
            }
        }

        if (!spelling.IsSingle && all.Count <= 4)
        {
            AddJoined(name, all, found);
        }
    }

    private static void AddStems(
        string sounds,
        string word,
        int name,
        int number,
        GuardRule? rule,
        Dictionary<string, HashSet<Posting>> found
    )
    {
        foreach (var (stem, form) in WordForms.StemsOf(sounds, word))
        {
            Add(stem, new Posting(name, number, form, rule), found);
        }
    }

    /// <summary>annapetrova, petrovaanna, apetrova, petrovaa.</summary>
    private void AddJoined(int name, List<string[]> words, Dictionary<string, HashSet<Posting>> found)
    {
        var inOrder = Combined(words);
        var turned = Combined([words[^1], .. words.Take(words.Count - 1)]);
        var surname = Names[name].Surname;
        var initials = words
            .Where((_, word) => word != surname)
            .Select(sounds => sounds.Select(sound => sound[..1]).Distinct().ToArray())
            .ToList();
        var shrunk = Names[name].IsPhrase
            ? []
            : Combined([.. initials, words[surname]]).Concat(Combined([words[surname], .. initials])).ToList();
        foreach (var sounds in inOrder.Concat(turned).Distinct().Where(sounds => sounds.Length >= ShortestJoined))
        {
            AddStems(sounds, "", name, Posting.Whole, GuardRule.Joined, found);
        }

        foreach (var sounds in shrunk.Distinct().Where(sounds => sounds.Length >= ShortestJoined).Except(words[surname]))
        {
            Add(sounds, new Posting(name, Posting.Shrunk, WordForm.AfterConsonant, GuardRule.Joined), found);
        }
    }

    private static List<string> Combined(List<string[]> words)
    {
        var joined = words.Aggregate(
            (IEnumerable<string>)[""],
            (before, sounds) => before.SelectMany(first => sounds.Select(sound => first + sound)).Take(64)
        );
        return [.. joined.Select(Canonical).Distinct()];
    }

    private static string Canonical(string sounds)
    {
        var letters = sounds.ToCharArray();
        return new string(letters, 0, Skeleton.Canonical(letters));
    }

    private static void Add(string sounds, Posting posting, Dictionary<string, HashSet<Posting>> found)
    {
        if (!found.TryGetValue(sounds, out var postings))
        {
            found[sounds] = postings = [];
        }

        postings.Add(posting);
    }
}
