namespace Publisher.Channels.Templates;

/// <summary>The templates that channels may choose from: those that are shipped, and the operator's own. Read once, at start.</summary>
public sealed class TemplateCatalogue
{
    /// <summary>What a channel wears that chooses none.</summary>
    private const string DefaultName = "evening";

    private readonly SortedDictionary<string, SlideTemplate> _templates = new(StringComparer.Ordinal);

    /// <param name="directory">A folder with one folder for each further template; null: none.</param>
    /// <exception cref="InvalidOperationException">A template is not as it must be; the message lists every fault with file, line and field.</exception>
    public TemplateCatalogue(string? directory)
    {
        var faults = new List<string>();
        Load(Path.Combine(AppContext.BaseDirectory, "Templates"), faults);
        if (directory is not null && !Directory.Exists(directory))
        {
            faults.Add($"Imaging:TemplateDirectory {directory} is not there.");
        }
        else if (directory is not null)
        {
            Load(directory, faults);
        }

        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"Slide templates are not as they must be.\n{string.Join('\n', faults)}");
        }
    }

    /// <summary>Those that come with the program.</summary>
    public static TemplateCatalogue Shipped { get; } = new(directory: null);

    public IReadOnlyCollection<SlideTemplate> All => _templates.Values;

    public SlideTemplate Default => _templates[DefaultName];

    public SlideTemplate? Find(string name) => _templates.GetValueOrDefault(name);

    private void Load(string directory, List<string> faults)
    {
        // Folders whose names begin with a dot are those of version control and desktops.
        var folders = Directory.EnumerateDirectories(directory).Where(folder => !Path.GetFileName(folder).StartsWith('.'));
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            var (template, wrong) = new TemplateReader(folder).Read();
            faults.AddRange(wrong);
            if (template is not null && !_templates.TryAdd(template.Name, template))
            {
                faults.Add(
                    $"{template.Name}/template.json: a template that is shipped has the name “{template.Name}”; choose another one."
                );
            }
        }
    }
}
