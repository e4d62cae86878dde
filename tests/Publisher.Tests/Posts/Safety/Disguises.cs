using System.Globalization;
using System.Text;

namespace Publisher.Tests.Posts.Safety;

/// <summary>Ways to write a name so that people still read it. They are put on in the order in which they stand here.</summary>
internal static class Disguises
{
    private static readonly Dictionary<char, char> Lookalike = Pairs("aаeеoоpрcсxхiіАAВBЕEКKМMНHОOРPСCТTХX");
    private static readonly Dictionary<char, char> Figure = Pairs("o0i1e3a4s5о0О0");
    private const string Keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private const string RussianKeys = "йцукенгшщзхъфывапролджэячсмитьбюё";

    public static IReadOnlyList<(string Name, Func<string, Random, string> PutOn)> All { get; } =
    [
        ("turned", (name, _) => string.Join(' ', name.Split(' ').Reverse())),
        ("patronymic between", (name, _) => name.Replace(" ", " Сергеевич ", StringComparison.Ordinal)),
        ("shouted", (name, _) => name.ToUpperInvariant()),
        ("lookalikes", (name, random) => Swapped(name, Lookalike, random)),
        ("figures", (name, random) => Swapped(name, Figure, random)),
        ("wide", (name, _) => string.Concat(name.Select(letter => char.IsAsciiLetter(letter) ? (char)(letter + 0xFEE0) : letter))),
        ("wrong keyboard", (name, _) => Typed(name)),
        ("hashtag", (name, _) => $"#{name.Replace(" ", "", StringComparison.Ordinal)}"),
        ("file name", (name, _) => $"{name.Replace(' ', '_').ToLowerInvariant()}.jpg"),
        ("spaced out", (name, _) => string.Join("  ", name.Split(' ').Select(word => string.Join(' ', word.ToCharArray())))),
        ("struck through", (name, _) => Between(name, "\u0336")),
        ("invisible characters", (name, random) => Inserted(name, random, "\u200B", "\u00AD", "\u2060", "\uFE0F", "\u200D")),
        ("hard blanks", (name, _) => name.Replace(' ', '\u00A0')),
        ("turned round", (name, _) => $"\u202E{string.Concat(name.Reverse())}\u202C"),
        ("an emoji inside", (name, random) => Once(name, random, "🌸")),
        ("marks inside", (name, random) => Once(name, random, "**")),
        ("tags inside", (name, random) => Once(name, random, "</b>")),
        ("entities", (name, random) => Coded(name, random, letter => $"&#{(int)letter};")),
        ("percent", (name, random) => Coded(name, random, Percent)),
        ("escapes", (name, random) => Coded(name, random, letter => $"\\u{(int)letter:x4}")),
    ];

    /// <summary>Two that undo each other, or after which nobody could read the name.</summary>
    public static bool CannotMeet(string first, string second) =>
        (first, second)
            is
                (_, "wrong keyboard")
                or
                ("wrong keyboard", "hashtag" or "file name" or "spaced out" or "an emoji inside" or "marks inside" or "tags inside")
                or
                ("patronymic between", "hashtag" or "spaced out")
                or
                ("hashtag" or "file name", "spaced out" or "turned round")
                or
                ("spaced out", "an emoji inside" or "marks inside" or "tags inside")
                or
                ("struck through", "turned round")
                or
                ("entities" or "percent" or "escapes", _)
                or
                ("tags inside", "percent" or "escapes" or "entities");

    private static Dictionary<char, char> Pairs(string letters) =>
        letters.Chunk(2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string Swapped(string name, Dictionary<char, char> others, Random random) =>
        string.Concat(name.Select(letter => others.TryGetValue(letter, out var other) && random.Next(2) == 0 ? other : letter));

    private static string Typed(string name) =>
        string.Concat(
            name.ToLowerInvariant()
                .Select(letter =>
                    RussianKeys.Contains(letter, StringComparison.Ordinal)
                        ? Keys[RussianKeys.IndexOf(letter, StringComparison.Ordinal)]
                        : letter
                )
        );

    private static string Between(string name, string mark) => string.Concat(name.Select(letter => letter == ' ' ? " " : letter + mark));

    private static string Inserted(string name, Random random, params string[] hidden) =>
        string.Concat(name.Select(letter => random.Next(3) == 0 ? letter + hidden[random.Next(hidden.Length)] : letter.ToString()));

    /// <summary>Between two letters of the last word.</summary>
    private static string Once(string name, Random random, string mark)
    {
        var start = name.LastIndexOf(' ') + 1;
        return name.Insert(start + 2 + random.Next(Math.Max(1, name.Length - start - 4)), mark);
    }

    private static string Percent(char letter) => string.Concat(Encoding.UTF8.GetBytes(letter.ToString()).Select(one => $"%{one:X2}"));

    private static string Coded(string name, Random random, Func<char, string> code)
    {
        var coded = new StringBuilder();
        foreach (var letter in name)
        {
            coded.Append(char.IsLetter(letter) && random.Next(2) == 0 ? code(letter) : letter.ToString(CultureInfo.InvariantCulture));
        }

        return coded.ToString();
    }
}
