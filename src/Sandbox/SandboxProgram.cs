using Publisher.Sandbox.Demo;

namespace Publisher.Sandbox;

/// <summary>The sandbox as a process: <c>--urls http://127.0.0.1:8090</c>, one line when it listens, gone at once on SIGTERM. <c>demo</c> runs the demo instead.</summary>
public static class SandboxProgram
{
    private const string DefaultUrls = "http://127.0.0.1:8090";

    public static async Task<int> Main(string[] args)
    {
        if (args is ["demo", .. var rest])
        {
            return await DemoProgram.RunAsync(rest);
        }

        await using var sandbox = await SandboxServer.StartAsync(Urls(args));
        Console.WriteLine($"Sandbox listens on {sandbox.Address}");
        await sandbox.WaitForShutdownAsync();
        return 0;
    }

    private static string Urls(string[] args)
    {
        var index = Array.IndexOf(args, "--urls");
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : DefaultUrls;
    }
}
