namespace Publisher.Crash;

/// <summary>Starts that do not come to their end.</summary>
internal static class Starts
{
    private static readonly int[] _lives = [150, 300, 450, 600, 750, 900, 1050];

    /// <summary>CP32: the tables are made by whichever life gets so far.</summary>
    public static async Task UnfinishedAsync(Stage stage)
    {
        foreach (var milliseconds in _lives)
        {
            stage.Node.Start(Plan.None);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
            await stage.Node.KillAsync();
        }

        await stage.StartAsync(Plan.None);
        await stage.ScheduleAsync(ahead: null, await stage.AddChannelAsync("mastodon"));
    }

    /// <summary>CP34: it refuses at once, and the first goes on.</summary>
    public static async Task SecondAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        var outlet = await stage.AddChannelAsync("mastodon");
        var second = stage.Second();
        second.Start(Plan.None);
        var code = await second.RefusalAsync(TimeSpan.FromSeconds(10));
        stage.Expect(code is not 0, "a second process ended as if all were well");
        await stage.ScheduleAsync(ahead: null, outlet);
    }
}
