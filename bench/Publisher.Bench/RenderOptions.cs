using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <param name="Photo">Path of a JPEG; null: one that the bench makes.</param>
internal sealed record RenderOptions(string? Photo)
{
    /// <exception cref="DemoFailure">An option is not known, or there is no such file.</exception>
    public static RenderOptions Parse(IReadOnlyList<string> options) =>
        options switch
        {
            [] => new RenderOptions((string?)null),
            ["--photo", var path] when File.Exists(path) => new RenderOptions(path),
            ["--photo", var path] => throw new DemoFailure($"There is no file {path}."),
            _ => throw new DemoFailure($"bench render takes --photo FILE, not {string.Join(' ', options)}."),
        };
}
