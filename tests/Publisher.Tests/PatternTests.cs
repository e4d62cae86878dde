using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Publisher.Channels.Text;
using Publisher.Channels.Translation;

namespace Publisher.Tests;

/// <summary>Strangers' texts meet our patterns: none may be made slow by one.</summary>
[Trait("Requirement", "SEC-19")]
public sealed class PatternTests
{
    private const int Length = 100_000;

    /// <summary>What makes careless patterns try again and again.</summary>
    private static readonly string[] _stretches =
    [
        "<",
        "<p ",
        "<x id=\"",
        "**",
        "*a",
        "#",
        "#1",
        "#1_",
        "@",
        "@a",
        "@a@",
        "@a@.",
        "[",
        "[a",
        "a.",
        "a-",
        "aa.a-",
        "a.bc/",
        "1",
        "1,",
        "€1 ",
        "-1 000",
        "1\u00A0",
        "_",
        " ",
    ];

    public static TheoryData<string> Patterns() => [.. Ours().Select(pattern => $"{pattern.DeclaringType!.Name}.{pattern.Name}")];

    [Fact]
    public void Patterns_are_found() => Assert.InRange(Patterns().Count, 15, 1_000);

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_never_tries_again_or_gives_up_after_100_ms(string name)
    {
        var pattern = Named(name);

        Assert.True(
            pattern.Options.HasFlag(RegexOptions.NonBacktracking)
                || (pattern.MatchTimeout > TimeSpan.Zero && pattern.MatchTimeout <= TimeSpan.FromMilliseconds(100)),
            name
        );
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Texts_made_to_slow_a_pattern_do_not(string name)
    {
        var pattern = Named(name);
        foreach (var stretch in _stretches)
        {
            AssertQuick(() => pattern.Count(Repeated(stretch)), stretch);
        }
    }

    [Fact]
    public void Texts_made_to_slow_a_search_do_not()
    {
        var spans = new ProtectedSpans([]);
        foreach (var stretch in _stretches)
        {
            var text = Repeated(stretch);
            AssertQuick(() => spans.Find(text).Count, stretch);
            AssertQuick(() => BareAddresses.Find(text).Count(), stretch);
        }
    }

    [Fact]
    public void A_long_list_of_protected_terms_is_looked_for_quickly()
    {
        var spans = new ProtectedSpans([.. Enumerable.Range(1, 500).Select(number => $"aaaaaaaaaaaaaaaaaaaa{number}")]);

        AssertQuick(() => spans.Find(new string('a', Length)).Count, "a");
    }

    /// <summary>A quadratic search of this length takes minutes, a linear one milliseconds.</summary>
    private static void AssertQuick(Func<int> search, string stretch)
    {
        var watch = Stopwatch.StartNew();
        search();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{stretch}: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static string Repeated(string stretch) => string.Concat(Enumerable.Repeat(stretch, Length / stretch.Length));

    private static Regex Named(string name) =>
        (Regex)Ours().Single(pattern => $"{pattern.DeclaringType!.Name}.{pattern.Name}" == name).Invoke(null, null)!;

    private static IEnumerable<MethodInfo> Ours() =>
        from room in new[]
        {
            typeof(Publisher.Channels.Outcome),
            typeof(Publisher.Posts.Post),
            typeof(Publisher.Scheduler.Engine),
            typeof(Program),
        }
        from type in room.Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<GeneratedRegexAttribute>() is not null
        select method;
}
