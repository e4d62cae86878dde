using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Api.Hosting;

/// <summary>
/// The command <c>sbom</c>: what this very program is made of, as CycloneDX 1.6, read from the list that the build left beside it.
/// Programs and fonts of the machine are not in it.
/// </summary>
internal static class SbomCommand
{
    /// <summary>Null when the arguments do not name it; else the exit code.</summary>
    public static int? Run(string[] args)
    {
        if (args is not ["sbom", ..])
        {
            return null;
        }

        Console.Out.WriteLine(Write().ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return 0;
    }

    internal static JsonObject Write()
    {
        var program = Assembly.GetExecutingAssembly().GetName();
        return new()
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Component("application", "Publisher", program.Version!.ToString(3)) },
            ["components"] = new JsonArray([
                Component("framework", "Microsoft.NETCore.App", Environment.Version.ToString()),
                .. Packages(),
            ]),
        };
    }

    private static IEnumerable<JsonNode> Packages()
    {
        var path = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name + ".deps.json");
        using var list = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. list
                .RootElement.GetProperty("libraries")
                .EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() is "package")
                .OrderBy(library => library.Name, StringComparer.Ordinal)
                .Select(Package),
        ];
    }

    private static JsonObject Package(JsonProperty library)
    {
        var (name, version) = library.Name.Split('/') is [var first, var second] ? (first, second) : (library.Name, "");
        var component = Component("library", name, version);
        component["purl"] = $"pkg:nuget/{name}@{version}";
        if (library.Value.TryGetProperty("sha512", out var hash) && hash.GetString() is ['s', 'h', 'a', '5', '1', '2', '-', .. var base64])
        {
            component["hashes"] = new JsonArray(
                new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(base64)) }
            );
        }

        return component;
    }

    private static JsonObject Component(string type, string name, string version) =>
        new()
        {
            ["type"] = type,
            ["bom-ref"] = $"{name}@{version}",
            ["name"] = name,
            ["version"] = version,
        };
}
