using System.Text.Json;
using Publisher.Api.Hosting;

namespace Publisher.Tests.Api.Hosting;

[Trait("Requirement", "SEC-22")]
public sealed class SbomTests
{
    [Fact]
    public void Every_package_that_the_service_locks_for_running_is_in_its_bill_of_materials()
    {
        using var bill = JsonDocument.Parse(SbomCommand.Write().ToJsonString());
        var listed = bill.RootElement.GetProperty("components").EnumerateArray().Select(part => part.GetProperty("name").GetString()!);
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "Api", "packages.lock.json")));
        var named = locked
            .RootElement.GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .Where(package => package.Value.GetProperty("type").GetString() is "Direct" or "CentralTransitive")
            .Select(package => package.Name)
            .Where(name => name is not "Microsoft.CodeAnalysis.BannedApiAnalyzers"); // builds, and is not shipped

        Assert.Empty(named.Except(listed, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Each_library_has_an_address_and_the_hash_of_its_package()
    {
        using var bill = JsonDocument.Parse(SbomCommand.Write().ToJsonString());
        var libraries = bill.RootElement.GetProperty("components").EnumerateArray().Where(part => part.Text("type") is "library").ToList();

        Assert.NotEmpty(libraries);
        Assert.All(
            libraries,
            library => Assert.StartsWith($"pkg:nuget/{library.Text("name")}@", library.Text("purl"), StringComparison.Ordinal)
        );
        Assert.All(libraries, library => Assert.Matches("^[0-9a-f]{128}$", library.GetProperty("hashes")[0].Text("content")));
    }
}
