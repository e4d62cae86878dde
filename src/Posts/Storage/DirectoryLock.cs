namespace Publisher.Posts.Storage;

/// <summary>Holds the data directory for this process: a second one must not run on the same files.</summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="InvalidOperationException">Another process holds it.</exception>
    public static DirectoryLock Take(DataDirectory directory)
    {
        Directory.CreateDirectory(directory.Path);
        try
        {
            return new DirectoryLock(new FileStream(directory.File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException(
                $"Another process already uses the data directory {directory.Path}; stop it first.",
                exception
            );
        }
    }

    public void Dispose() => _file.Dispose();
}
