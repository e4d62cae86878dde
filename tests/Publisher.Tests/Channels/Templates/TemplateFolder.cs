using Publisher.Channels.Templates;

namespace Publisher.Tests.Channels.Templates;

/// <summary>An operator's folder of templates, gone when the test ends.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Templates");

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("templates-").FullName;

    /// <summary>A copy of the shipped default under another name, with passages changed.</summary>
    public TemplateFolder Add(string name, params (string Old, string New)[] changes)
    {
        var json = File.ReadAllText(Path.Combine(Shipped, "evening", "template.json"))
            .Replace("\"name\": \"evening\"", $"\"name\": \"{name}\"");
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, json, StringComparison.Ordinal);
            json = json.Replace(old, replacement);
        }

        return Write(name, "template.json", json);
    }

    public TemplateFolder Write(string name, string file, string text)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Directory, name)).FullName;
        File.WriteAllText(Path.Combine(folder, file), text);
        return this;
    }

    public TemplateCatalogue Open() => new(Directory);

    /// <summary>What the start says of a folder that is not as it must be, a line for each fault.</summary>
    public IReadOnlyList<string> Faults() => [.. Assert.Throws<InvalidOperationException>(Open).Message.Split('\n').Skip(1)];

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
