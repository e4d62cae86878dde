using System.Globalization;
using System.Text.RegularExpressions;

namespace Publisher.Tests;

/// <summary>Every requirement is proved by a test that names it, or SECURITY.md says why not.</summary>
public sealed partial class RequirementTests
{
    private static readonly (string Area, int Last)[] Areas = [("REL", 23), ("WHK", 8), ("SEC", 25), ("PRV", 21), ("LGD", 8)];

    /// <summary>Numbers that were never given.</summary>
    private static readonly string[] Unused = ["PRV-09"];

    [Fact]
    public void Each_requirement_has_a_test_that_names_it_or_a_line_that_says_why_not()
    {
        var proved = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value);
        var explained = Explained()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md")))
            .Select(match => match.Groups[1].Value)
            .ToList();

        var all = Areas.SelectMany(area =>
            Enumerable.Range(1, area.Last).Select(number => string.Create(CultureInfo.InvariantCulture, $"{area.Area}-{number:00}"))
        );

        Assert.Empty(all.Except(Unused).Except(proved).Except(explained));
        Assert.Empty(explained.Intersect(proved)); // what is proved by now needs no excuse
    }

    [GeneratedRegex(@"Trait\(""Requirement"", ""([A-Z]{3}-\d{2})""\)")]
    private static partial Regex Named();

    /// <summary>A line of the table, such as <c>| SEC-13 | … |</c>.</summary>
    [GeneratedRegex(@"^\| ([A-Z]{3}-\d{2}) \| .{20,}\|$", RegexOptions.Multiline)]
    private static partial Regex Explained();
}
