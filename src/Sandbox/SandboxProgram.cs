namespace Publisher.Sandbox;

/// <summary>The sandbox as a process: <c>--urls http://127.0.0.1:8090</c>, one line when it listens, gone at once on SIGTERM.</summary>
public static class SandboxProgram
{
    private const string DefaultUrls = "http://127.0.0.1:8090";

    public static async Task Main(string[] args)
    {
        await using var sandbox = await SandboxServer.StartAsync(Urls(args));
        Console.WriteLine($"Sandbox listens on {sandbox.Address}");
        await sandbox.WaitForShutdownAsync();
    }

    private static string Urls(string[] args)
    {
        var index = Array.IndexOf(args, "--urls");
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : DefaultUrls;
    }
}
