namespace Publisher.Crash;

/// <summary>A network has made a session, and the process dies before it has stored it: the next one makes another (CP17).</summary>
internal static class NewSession
{
    private const int Deaths = 2;

    public static async Task PlayAsync(Stage stage)
    {
        var plan = new Plan("token-rotated", 1, "kill", TimeSpan.MaxValue);
        await stage.StartAsync(plan);
        await stage.ScheduleAsync(ahead: null, await stage.AddChannelAsync("bluesky"));
        for (var death = 1; death <= Deaths; death++)
        {
            await stage.Node.DiesAsync();
            await stage.StartAsync(death < Deaths ? plan : Plan.None);
        }
    }
}
