using System.Globalization;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>What does not come about by killing at a place: each is played once, on a stage of its own.</summary>
internal static class Situations
{
    private static readonly (string Name, Func<Stage, Task> PlayAsync)[] All =
    [
        ("the database's answer to a commit is lost", LostCommit.PlayAsync),
        ("the disk is full when posts fall due", FullDisk.WhenDueAsync),
        ("the disk is full when an outcome is written", FullDisk.AtAnOutcomeAsync),
        ("the process dies with an outcome that found no room", FullDisk.UntilDeathAsync),
        ("a session is made and cannot be kept", NewSession.PlayAsync),
        ("the clock leaps back and forth", LeapingClock.PlayAsync),
        ("a pause comes between alarm and claim", Interventions.PauseAsync),
        ("a cancellation and a takedown come between request and answer", Interventions.TakedownAsync),
        ("an approval is withdrawn before the claim", Interventions.WithdrawalAsync),
        ("a text is edited before the claim", Interventions.EditAsync),
        ("a panic call is broken off", HalfPanic.PlayAsync),
        ("a purge is broken off", HalfPurge.PlayAsync),
        ("the media store is away", Absences.MediaAsync),
        ("the key ring is lost", Absences.KeysAsync),
        ("the first start is ended anywhere", Starts.UnfinishedAsync),
        ("a second process takes the same data", Starts.SecondAsync),
        ("an older copy is put back", OldCopy.PlayAsync),
    ];

    /// <summary>Plays them, as many beside each other as there are lanes; one that cannot go on counts as broken.</summary>
    public static Task RunAsync(CrashOptions options, Tally tally) =>
        Parallel.ForEachAsync(
            All.Where(situation => options.Plays(situation.Name)),
            new ParallelOptions { MaxDegreeOfParallelism = options.Lanes },
            async (situation, _) => await PlayAsync(situation.Name, situation.PlayAsync, options, tally)
        );

    private static async Task PlayAsync(string name, Func<Stage, Task> playAsync, CrashOptions options, Tally tally)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await using var stage = await Stage.OpenAsync(options, tally, name);
        try
        {
            await playAsync(stage);
            await stage.JudgeAsync();
        }
        catch (DemoFailure)
        {
            tally.Break();
            throw;
        }

        var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        tally.Say(string.Create(CultureInfo.InvariantCulture, $"Played: {name}, {seconds:0.0} s"));
    }
}
