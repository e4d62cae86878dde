using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>PostgreSQL takes a commit, and the connection is lost before it can say so (CP20).</summary>
internal static class LostCommit
{
    private const int Pieces = 12;

    public static async Task PlayAsync(Stage stage)
    {
        await using var postgres = await PostgresProcess.StartAsync(durable: false, CancellationToken.None);
        await using var wire = new Wire(postgres.PortNumber);
        var connection = await postgres.NewDatabaseAsync(CancellationToken.None);
        stage.Set("PUBLISHER__Storage__Provider", "postgres");
        stage.Set("PUBLISHER__Storage__ConnectionString", $"{connection};Port={wire.Port}");
        await stage.StartAsync(Plan.None);
        Outlet[] outlets = [await stage.AddChannelAsync("mastodon"), await stage.AddChannelAsync("wordpress")];

        wire.LosesEach = 3;
        for (var number = 0; number < Pieces; number++)
        {
            await stage.ScheduleAsync(ahead: null, outlets);
        }

        wire.LosesEach = 0;
        stage.Expect(wire.Lost > Pieces, $"only {wire.Lost} commits lost their answers");
        await stage.JudgeAsync();
    }
}
