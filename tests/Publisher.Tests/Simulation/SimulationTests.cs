using Publisher.Simulation;

namespace Publisher.Tests.Simulation;

public sealed class SimulationTests
{
    private const int Seeds = 5_000;

    public static TheoryData<PlantedBug> Bugs => [.. Enum.GetValues<PlantedBug>().Where(bug => bug is not PlantedBug.None)];

    [Fact]
    [Trait("Requirement", "REL-06")]
    [Trait("Requirement", "REL-07")]
    [Trait("Requirement", "REL-08")]
    [Trait("Requirement", "REL-10")]
    [Trait("Requirement", "REL-15")]
    [Trait("Requirement", "REL-16")]
    [Trait("Requirement", "REL-18")]
    [Trait("Requirement", "CP-20")]
    [Trait("Requirement", "CP-21")]
    [Trait("Requirement", "CP-22")]
    [Trait("Requirement", "CP-25")]
    [Trait("Requirement", "CP-27")]
    [Trait("Requirement", "CP-33")]
    public void Whatever_goes_wrong_nothing_is_sent_twice_or_lost_or_against_the_will_of_people()
    {
        var tally = Run.Many(first: 1, Seeds);

        Assert.True(tally.Violations == 0, Told(tally));
        Assert.True(tally.Steps > 100 * Seeds, "Too little happened to prove anything.");
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(PlantedBug bug) =>
        Assert.True(Run.Many(first: 1, Seeds, bug, untilFound: true).Violations > 0, $"{bug} broke no promise in {Seeds} seeds.");

    [Fact]
    public void A_seed_tells_the_same_story_every_time() =>
        Assert.Equal(Run.One(seed: 17, isTold: true).Story, Run.One(seed: 17, isTold: true).Story);

    private static string Told(Tally tally) =>
        tally.Shortest is { } ending ? $"Seed {ending.Seed}: {ending.Broken}\n{string.Join('\n', ending.Story)}" : "";
}
