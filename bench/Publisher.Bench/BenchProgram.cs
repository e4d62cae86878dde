using System.Text.Json;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>The measurements that the README quotes: <c>schedule</c> or <c>api</c>, against the real service in a process of its own. JSON comes last.</summary>
public static class BenchProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [("schedule" or "api") and var what, "--service", var service, .. var options])
        {
            Console.Error.WriteLine("bench measures `schedule` or `api`.");
            return 2;
        }

        try
        {
            object figures =
                what == "api"
                    ? await ApiBench.RunAsync(service, CancellationToken.None)
                    : await ScheduleBench.RunAsync(service, ScheduleLoad.Parse(options), CancellationToken.None);
            Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        }
        catch (DemoFailure failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }
}
