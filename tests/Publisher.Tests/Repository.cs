namespace Publisher.Tests;

internal static class Repository
{
    /// <summary>The folder that holds <c>Publisher.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Publisher.sln"))
            ? folder
            : Find(
                Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Publisher.sln stands in no folder above the tests.")
            );
}
