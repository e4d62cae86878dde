using System.Runtime.InteropServices;
using System.Text.Json;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>Ends the real service at every place and counts what its client, its table and the networks say. JSON comes last.</summary>
public static class CrashProgram
{
    public static async Task<int> Main(string[] args)
    {
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(128 + 15));
        try
        {
            var options = CrashOptions.Parse(args);
            var tally = new Tally(options, Console.Out);
            await using var cluster = options.IsPostgres ? await Cluster.StartAsync() : null;
            var lanes = Math.Min(options.Lanes, options.Rounds); // none without rounds
            await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => RunAsync(options, lane, lanes, tally, cluster)));
            await Situations.RunAsync(options, tally);

            var (passed, failed) = tally.Verdicts;
            if (options.Rounds > 0)
            {
                Console.WriteLine(tally.Places());
            }

            Console.WriteLine($"Rounds: {passed} passed, {failed} failed");
            Console.WriteLine(JsonSerializer.Serialize(tally.Figures(), JsonSerializerOptions.Web));
            return tally.IsClean ? 0 : 1;
        }
        catch (DemoFailure failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 2;
        }
    }

    private static async Task RunAsync(CrashOptions options, int lane, int lanes, Tally tally, Cluster? cluster)
    {
        await using var trial = await Trial.StartAsync(options, lane, tally, cluster);
        try
        {
            await trial.RunAsync(options.Rounds / lanes + (lane < options.Rounds % lanes ? 1 : 0));
        }
        catch (DemoFailure failure)
        {
            tally.Break();
            throw new DemoFailure($"Seed {options.Seed}, lane {lane}: {failure.Message} Logs: {trial.Folder}");
        }
    }
}
