using System.Globalization;
using System.Text.RegularExpressions;
using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>A line of the tables: whether a text shows one of the names.</summary>
internal sealed partial record GuardCase(string Sort, string Language, ProtectedKind Kind, IReadOnlyList<string> Names, string Text)
{
    public static IReadOnlyList<GuardCase> Open { get; } = Read("guard-cases.tsv");

    /// <summary>Not looked at while the guard was tuned.</summary>
    public static IReadOnlyList<GuardCase> HeldBack { get; } = Read("guard-cases-held-back.tsv");

    public bool MustHit => Sort != "silent";

    public bool IsHit() => Guard().Find(Text, TestContext.Current.CancellationToken).Count > 0;

    public LeakGuard Guard() => LeakGuard.Of([.. Names.Select((name, number) => new ProtectedEntry($"pe_{number}", Kind, name, []))]);

    private static List<GuardCase> Read(string file) =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "tests/Publisher.Tests/Posts/Safety", file))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(cells => new GuardCase(
                    cells[0],
                    cells[1],
                    Enum.Parse<ProtectedKind>(cells[2], ignoreCase: true),
                    cells[3].Split('|'),
                    HiddenCharacter()
                        .Replace(
                            cells[4],
                            code =>
                                char.ConvertFromUtf32(int.Parse(code.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                        )
                )),
        ];

    [GeneratedRegex(@"‹U\+([0-9A-F]+)›", RegexOptions.NonBacktracking)]
    private static partial Regex HiddenCharacter();
}
