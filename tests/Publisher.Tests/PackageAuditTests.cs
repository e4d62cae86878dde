using System.Diagnostics;
using Publisher.Tests.Channels;

namespace Publisher.Tests;

/// <summary>The settings that every project of ours is built with, tried on a project with a package that an advisory is planted for.</summary>
[Trait("Requirement", "SEC-22")]
public sealed class PackageAuditTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Repository.Root, "artifacts", $"audit-{Guid.NewGuid():N}");
    private ScriptedServer _advisories = null!;

    public async ValueTask InitializeAsync()
    {
        _advisories = await ScriptedServer.StartAsync();
        Directory.CreateDirectory(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _advisories.DisposeAsync();
    }

    [Theory]
    [InlineData("(, 999.0.0)", true)]
    [InlineData("(, 0.0.1)", false)]
    public async Task A_package_with_a_known_weakness_stops_the_build(string weakVersions, bool stops)
    {
        Plant("polly.core", weakVersions);

        var (code, told) = await RestoreAsync("Polly.Core");

        Assert.Equal(stops, code != 0);
        Assert.Equal(stops, told.Contains("error NU190", StringComparison.Ordinal));
    }

    /// <summary>As a registry tells of weak packages.</summary>
    private void Plant(string package, string versions)
    {
        var address = _advisories.Address.ToString();
        _advisories.On(
            "/index.json",
            $$"""{"version":"3.0.0","resources":[{"@id":"{{address}}pages","@type":"VulnerabilityInfo/6.7.0"}]}"""
        );
        _advisories.On("/pages", $$"""[{"@name":"base","@id":"{{address}}base","@updated":"2026-11-01T00:00:00Z","comment":"planted"}]""");
        _advisories.On("/base", $$"""{"{{package}}":[{"severity":2,"url":"https://advisories.example/1","versions":"{{versions}}"}]}""");
    }

    private async Task<(int Code, string Told)> RestoreAsync(string package)
    {
        var project = Path.Combine(_folder, "Trial.csproj");
        await File.WriteAllTextAsync(
            project,
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="{package}" /></ItemGroup></Project>""",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nuget.config"),
            $"""
            <configuration><auditSources>
              <add key="planted" value="{_advisories.Address}index.json" allowInsecureConnections="true" />
            </auditSources></configuration>
            """,
            TestContext.Current.CancellationToken
        );
        using var restore = Process.Start(
            new ProcessStartInfo("dotnet", ["restore", project, "--no-http-cache", "-nologo"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
            }
        )!;
        var told = restore.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = restore.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await restore.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (restore.ExitCode, await told + await errors);
    }
}
