namespace Publisher.Channels.Templates;

/// <summary>Everything that is wrong with a template, each fault with file and line.</summary>
internal sealed class TemplateFaults(string file)
{
    private readonly List<(int Line, string Text)> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(JsonSpot at, string text) => _faults.Add((at.Line, text));

    public IEnumerable<string> Sentences() =>
        _faults.OrderBy(fault => fault.Line).Select(fault => $"{file} line {fault.Line}: {fault.Text}");
}
