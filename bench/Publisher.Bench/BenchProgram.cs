using System.Text.Json;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>The measurements that the README quotes: <c>schedule</c>, <c>recover</c>, <c>api</c>, <c>lists</c> and <c>preview</c> against the real service in a
/// process of its own, <c>render</c>, <c>guard</c> and <c>bombs</c> in this one. JSON comes last.</summary>
public static class BenchProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [RenderMemory.Command, var photo])
        {
            RenderMemory.DrawOnce(photo);
            return 0;
        }

        if (args is ["guard", "--service", _])
        {
            Console.WriteLine(JsonSerializer.Serialize(GuardBench.Run(CancellationToken.None), JsonSerializerOptions.Web));
            return 0;
        }

        if (args is ["bombs", "--service", _])
        {
            Console.WriteLine(JsonSerializer.Serialize(await BombBench.RunAsync(CancellationToken.None), JsonSerializerOptions.Web));
            return 0;
        }

        if (
            args
            is not [
                ("schedule" or "recover" or "api" or "lists" or "preview" or "render")
                and var what,
                "--service",
                var service,
                .. var options,
            ]
        )
        {
            Console.Error.WriteLine("bench measures `schedule`, `recover`, `api`, `lists`, `preview`, `render`, `guard` or `bombs`.");
            return 2;
        }

        try
        {
            object figures = what switch
            {
                "recover" => await RecoverBench.RunAsync(service, options, CancellationToken.None),
                "api" => await ApiBench.RunAsync(service, options, CancellationToken.None),
                "lists" => await ListsBench.RunAsync(service, CancellationToken.None),
                "render" => await RenderBench.RunAsync(RenderOptions.Parse(options), CancellationToken.None),
                "preview" => await PreviewBench.RunAsync(service, CancellationToken.None),
                _ => await ScheduleBench.RunAsync(service, ScheduleLoad.Parse(options), CancellationToken.None),
            };
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
