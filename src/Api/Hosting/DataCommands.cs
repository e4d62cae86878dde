using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>The commands that copy the data out and back: <c>backup FILE</c> and <c>restore FILE</c>, each with <c>--data DIR</c>.</summary>
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

            var configuration = Settings.CreateBuilder(options).Configuration;
            if (configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"] is "postgres")
            {
                throw new InvalidOperationException(ForPostgres);
            }

            await RunAsync(command, file, new DataDirectory(Settings.DataPath(configuration)));
            return 0;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task RunAsync(string command, string file, DataDirectory directory)
    {
        SQLitePCL.Batteries_V2.Init();
        if (command is "backup")
        {
            await Backup.WriteAsync(directory, file, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            Console.Out.WriteLine(
                $"{Path.GetFullPath(file)} holds {directory.Path}, its keys included: keep it where nobody else reads it."
            );
            return;
        }

        var at = await Restore.ReadAsync(file, directory, CancellationToken.None);
        Console.Out.WriteLine(
            $"{directory.Path} holds the state of {Publisher.Posts.PostExplanation.Moment(at)}. Its first start pauses everything and asks the networks for "
                + "what was due since; two people end the pause."
        );
    }
}
