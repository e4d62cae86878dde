using System.Text.Json;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

/// <summary>The commands as people type them, beside a service that runs.</summary>
[Trait("Requirement", "PRV-08")]
public sealed class OriginalsCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("publisher-originals-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_newsroom_gets_an_original_back_on_the_machine_and_the_audit_stays_whole()
    {
        await using var app = new PublisherApp(directory: _directory, settings: ("Retention:OriginalsDays", "2"));
        using var client = await app.ClientForAsync("editor", "draft", "read", "audit");
        var upload = Faces.Photo();
        var id = await CoverTrial.UploadAsync(client, upload);
        var file = Path.Combine(_directory, "back.jpg");

        var (_, listed) = await RunAsync("list", "--Retention:OriginalsDays=2");
        var (code, said) = await RunAsync("get", id, file);
        var (again, _) = await RunAsync("get", id, file);
        var (none, why) = await RunAsync("get", "m_none", Path.Combine(_directory, "none.jpg"));

        var item = Assert.Single(JsonDocument.Parse(listed).RootElement.Items());
        Assert.Equal((id, upload.Length), (item.Text("id"), item.GetProperty("bytes").GetInt32()));
        Assert.Equal(0, code);
        Assert.Contains(file, said, StringComparison.Ordinal);
        Assert.Equal(upload, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal((1, 1), (again, none)); // nothing is written over
        Assert.Contains("No original of m_none is kept", why, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory, "none.jpg")));
        Assert.True((await client.Post("/v1/audit/verify").JsonAsync()).GetProperty("ok").GetBoolean());
        Assert.Contains((await client.Get("/v1/audit").JsonAsync()).Items(), entry => entry.Text("action") == "original.get");
    }

    [Fact]
    public async Task What_is_no_command_says_how_it_is_used()
    {
        var (code, said) = await RunAsync("show");

        Assert.Equal(1, code);
        Assert.Contains("originals list", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "Publisher.Api.dll"), "originals", .. arguments, "--data", _directory];
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await faults);
    }
}
