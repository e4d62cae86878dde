using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>
/// The commands that copy the data out and back: <c>backup FILE</c> and <c>restore FILE [--key FILE]</c>, each with <c>--data DIR</c>.
/// </summary>
internal static class DataCommands
{
    private const string ForPostgres =
        "The data are in PostgreSQL: copy them with `pg_dump -Fc`, and with them the bucket (or the folder media) and what Secrets:* names (or the file "
        + "ring-key). After a pg_restore put an empty file named “restored” into the data directory before the first start, so that nothing goes out twice.";

    /// <summary>Null when the arguments name none of them; else the exit code.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [("backup" or "restore") and var command, ..])
        {
            return null;
        }

        try
        {
            if (args is not [_, var file, .. var options] || file.StartsWith('-'))
            {
                throw new FormatException($"Say which file: {command} FILE [--data DIR]");
            }

            string? keyFile = null;
            if (command is "restore" && Array.IndexOf(options, "--key") is var key and >= 0 && key + 1 < options.Length)
            {
                (keyFile, options) = (options[key + 1], [.. options[..key], .. options[(key + 2)..]]);
            }

            var configuration = Settings.CreateBuilder(options).Configuration;
            if (configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"] is "postgres")
            {
                throw new InvalidOperationException(ForPostgres);
            }

            var directory = new DataDirectory(Settings.DataPath(configuration));
            await (command is "backup" ? BackUpAsync(file, directory) : RestoreAsync(file, keyFile, directory));
            return 0;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task BackUpAsync(string file, DataDirectory directory)
    {
        SQLitePCL.Batteries_V2.Init();
        var (now, path) = (TimeProvider.System.GetUtcNow(), Path.GetFullPath(file));
        await Backup.WriteAsync(directory, path, now, CancellationToken.None);
        Console.Out.WriteLine(
            $"{path} holds {directory.Path}, encrypted. Its key is in {path}.key: keep a copy of that somewhere else, away from the backup. "
                + $"The key is destroyed here after {BackupKeys.Kept.Days} days, and with it the backup: destroy your copy then too."
        );
        foreach (var left in await new BackupKeys(directory).DestroyAsync(now, CancellationToken.None))
        {
            Console.Error.WriteLine(
                $"The key of a backup that is older than {BackupKeys.Kept.Days} days could not be destroyed. See whether {left} holds it, and delete it then."
            );
        }
    }

    private static async Task RestoreAsync(string file, string? keyFile, DataDirectory directory)
    {
        SQLitePCL.Batteries_V2.Init();
        var at = await Restore.ReadAsync(file, directory, CancellationToken.None, keyFile);
        Console.Out.WriteLine(
            $"{directory.Path} holds the state of {Publisher.Posts.PostExplanation.Moment(at)}. Its first start pauses everything and asks the networks for "
                + "what was due since; two people end the pause."
        );
    }
}
