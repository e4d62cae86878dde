namespace Publisher.Sandbox.Demo;

/// <summary>What the demo was told.</summary>
/// <param name="Service">The service's assembly.</param>
/// <param name="Output">Folder that shows the result.</param>
/// <param name="Photo">A photograph to publish; null: the demo's own drawing.</param>
internal sealed record DemoOptions(string Service, string Output, string? Photo)
{
    /// <exception cref="DemoFailure">An option is missing, unknown or names no file.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--service" or "--output" or "--photo") || i + 1 == arguments.Count)
            {
                throw new DemoFailure($"demo takes --photo FILE, not `{arguments[i]}`.");
            }

            given[arguments[i]] = arguments[i + 1];
        }

        var photo = given.GetValueOrDefault("--photo");
        return new DemoOptions(
            ExistingFile(given.GetValueOrDefault("--service") ?? throw new DemoFailure("--service is missing.")),
            given.GetValueOrDefault("--output") ?? throw new DemoFailure("--output is missing."),
            photo is null ? null : ExistingFile(photo)
        );
    }

    /// <summary>The photograph's bytes and what kind of picture its first bytes say it is.</summary>
    public (byte[] Bytes, string MediaType) ReadPhoto()
    {
        var bytes = Photo is null ? TaggedPhoto.Make() : File.ReadAllBytes(Photo);
        return (bytes, PictureHeader.Read(bytes).MediaType);
    }

    private static string ExistingFile(string path) => File.Exists(path) ? path : throw new DemoFailure($"There is no file {path}.");
}
