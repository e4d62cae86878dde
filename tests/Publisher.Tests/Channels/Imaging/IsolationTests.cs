using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

[Trait("Requirement", "SEC-25")]
public sealed class IsolationTests
{
    [Fact]
    public async Task SEC_25_what_reads_foreign_films_has_limits_of_memory_time_and_files()
    {
        var (code, output) = await RunAsync("ulimit -d; ulimit -t; ulimit -f; ulimit -n; ulimit -c");

        Assert.Equal(0, code);
        Assert.Equal(["524288", "120", "1179648", "64", "0"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task SEC_25_what_reads_foreign_films_learns_nothing_of_our_environment()
    {
        Environment.SetEnvironmentVariable("PUBLISHER_CANARY", "canary");

        var (_, output) = await RunAsync("env");

        Assert.DoesNotContain("PUBLISHER", output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", output, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("PUBLISHER_CANARY", null);
    }

    private static async Task<(int Code, string Output)> RunAsync(string script)
    {
        using var child = new ChildProcess("/bin/sh", await Isolation.ArgumentsAsync("/bin/sh", ["-c", script]));
        return await child.EndAsync(TestContext.Current.CancellationToken);
    }
}
