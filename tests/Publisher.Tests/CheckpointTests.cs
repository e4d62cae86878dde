using System.Text;
using System.Text.RegularExpressions;

namespace Publisher.Tests;

public sealed partial class CheckpointTests
{
    private static readonly string[] Rooms = ["Channels", "Posts", "Scheduler", "Api"];

    [Fact]
    [Trait("Requirement", "SEC-23")]
    public void The_service_that_people_run_knows_no_checkpoint()
    {
        var names = Rooms
            .SelectMany(SourcesOf)
            .SelectMany(source => Name().Matches(source))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        var programs = string.Concat(Rooms.Select(room => Texts($"Publisher.{room}.dll")));

        Assert.True(names.Count > 20, "No checkpoints were found in the source.");
        Assert.DoesNotContain(names, name => programs.Contains(name, StringComparison.Ordinal));
        Assert.DoesNotContain("PUBLISHER_CHECKPOINT", programs, StringComparison.Ordinal);
        Assert.DoesNotContain("PUBLISHER_HASTE", programs, StringComparison.Ordinal);
        Assert.DoesNotContain("PUBLISHER_CLOCK_STEP", programs, StringComparison.Ordinal);
    }

    private static IEnumerable<string> SourcesOf(string room) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", room), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    /// <summary>Strings lie in an assembly as UTF-16, at odd or even places.</summary>
    private static string Texts(string assembly)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, assembly));
        return Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes.AsSpan(1));
    }

    [GeneratedRegex("""Checkpoint\.Pass(?:Halfway)?\([^"]*"([a-z-]+)""")]
    private static partial Regex Name();
}
