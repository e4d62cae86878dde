namespace Publisher.Posts.Safety;

/// <summary>One spelling of one entry, cut into folded words.</summary>
/// <param name="Surname">The word that never shrinks to an initial.</param>
internal sealed record ProtectedName(string EntryId, bool IsPhrase, string[] Words, int Surname)
{
    private const string Endings = "ov ova ev eva in ina ian ianT zade oglu kizi gizi Svili De dze skaia ski enko uk Tki Tkaia";
    private static readonly string[] SurnameEndings = Endings.Split(' ');

    public bool IsSingle => Words.Length == 1;

    /// <summary>Names with such a word travel through Russian, where h is written г, so g and h are one in them.</summary>
    public bool IsOfTheRegion { get; init; }

    /// <summary>Names with such a word have a western form, and an h that comes and goes at the beginning.</summary>
    public bool IsArmenian { get; init; }

    public static ProtectedName Of(ProtectedEntry entry, string name)
    {
        var text = Folding.Of(SpannedText.Of(name), CancellationToken.None);
        var words = TextParts
            .Of(text, CancellationToken.None)
            .Words.Select(word => Letters(text, word))
            .Where(word => word.Length > 0)
            .ToArray();
        var sounds = words.Select(Usual).ToList();
        var surnames = Enumerable.Range(0, words.Length).Where(word => HasSurnameEnding(sounds[word])).ToList();
        var isArmenian =
            words.Any(word => Scripts.Of(word[0]) == Script.Armenian)
            || sounds.Any(sound => sound.EndsWith("ian", StringComparison.Ordinal) || sound.EndsWith("ianT", StringComparison.Ordinal));
        return new ProtectedName(entry.Id, entry.Kind == ProtectedKind.Phrase, words, surnames.Count == 1 ? surnames[0] : words.Length - 1)
        {
            IsArmenian = isArmenian,
            IsOfTheRegion =
                isArmenian
                || surnames.Count > 0
                || words.Any(word => word.Any(letter => Scripts.Of(letter) != Script.Latin || letter > 'z')),
        };
    }

    private static string Letters(SpannedText text, Stretch word) =>
        string.Concat(
            Enumerable.Range(word.From, word.Length).Select(index => text[index]).Where(letter => !TextParts.IsApostrophe(letter))
        );

    private static string Usual(string word)
    {
        var skeleton = new Skeleton(1);
        skeleton.Read(word.AsSpan(0, Math.Min(word.Length, Skeleton.LongestWord)), Scripts.Of(word[0]));
        return new string(skeleton[0]);
    }

    private static bool HasSurnameEnding(string sound) =>
        SurnameEndings.Any(ending => sound.Length > ending.Length + 1 && sound.EndsWith(ending, StringComparison.Ordinal));
}
