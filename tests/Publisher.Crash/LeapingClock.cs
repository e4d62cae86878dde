using System.Globalization;

namespace Publisher.Crash;

/// <summary>The machine's clock is set wrong and right again, by seconds and by an hour, while its timers go on (CP24).</summary>
internal static class LeapingClock
{
    private const int Hour = 3600;

    public static async Task PlayAsync(Stage stage)
    {
        stage.Set(HastyTime.StepVariable, stage.PathOf("step"));
        await StepAsync(stage, 0);
        await stage.StartAsync(Plan.None);
        Outlet[] outlets = [await stage.AddChannelAsync("mastodon"), await stage.AddChannelAsync("wordpress")];

        await StepAsync(stage, -30);
        var soon = await stage.ScheduleAsync(TimeSpan.FromSeconds(20), outlets);
        await WaitAsync(stage, TimeSpan.FromSeconds(30));
        stage.Expect(stage.Shown(soon) == 0, "a post went out before its time by the clock as it stood");
        await StepAsync(stage, 0);
        await stage.UntilShownAsync(soon);

        var later = await stage.ScheduleAsync(TimeSpan.FromMinutes(50), outlets);
        await StepAsync(stage, Hour);
        await stage.UntilShownAsync(later);
        await stage.Node.KillAsync();
        await StepAsync(stage, 0); // while nothing runs
        await stage.StartAsync(Plan.None);

        var held = await stage.ScheduleAsync(TimeSpan.FromSeconds(40), outlets);
        await StepAsync(stage, -Hour);
        await WaitAsync(stage, TimeSpan.FromSeconds(50));
        await stage.RestartAsync(Plan.None);
        await WaitAsync(stage, TimeSpan.FromSeconds(20));
        stage.Expect(stage.Shown(held) == 0, "a post went out an hour before its time by the clock as it stood");
        await StepAsync(stage, 0);
        await stage.UntilShownAsync(held);

        await DoubtAsync(stage, outlets);
    }

    /// <summary>The clock leaps while it is not known what became of a post.</summary>
    private static async Task DoubtAsync(Stage stage, Outlet[] outlets)
    {
        foreach (var seconds in (int[])[-Hour, Hour])
        {
            foreach (var outlet in outlets)
            {
                stage.LoseAnswer(outlet);
            }

            var doubtful = await stage.ScheduleAsync(ahead: null, outlets);
            await stage.UntilShownAsync(doubtful);
            await StepAsync(stage, seconds);
            await WaitAsync(stage, TimeSpan.FromSeconds(20));
            await StepAsync(stage, 0);
        }
    }

    private static Task WaitAsync(Stage stage, TimeSpan span) => Task.Delay(stage.InWorld(span), TimeProvider.System);

    private static async Task StepAsync(Stage stage, int seconds)
    {
        var file = stage.PathOf("step");
        File.WriteAllText(file + ".new", seconds.ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System); // until it has been read
    }
}
