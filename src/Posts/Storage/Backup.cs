using System.Formats.Tar;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Publisher.Posts.Media;

namespace Publisher.Posts.Storage;

/// <summary>What stands first in a backup.</summary>
/// <param name="Format">1.</param>
/// <param name="At">The diary's state; what came later is not in it.</param>
internal sealed record BackupLabel(int Format, DateTimeOffset At)
{
    public const string FileName = "backup.json";
    public const int Current = 1;
}

/// <summary>
/// The whole data directory as one file (0600), an encrypted tar with its key in a file beside it: a snapshot of the database taken in one
/// read, and with it the keys and media.
/// The service may run meanwhile: files are never changed, only added, so whatever the snapshot names is there when it is copied.
/// </summary>
public static class Backup
{
    internal const string Database = "publisher.db";
    internal const string Keys = "keys";
    internal const string Media = "media";
    private const string Lock = "backup.lock";
    private const string Snapshots = "backup.*.db.tmp";
    internal static readonly string[] KeyFiles = ["ring-key", "admin-key"];

    /// <exception cref="InvalidOperationException">There is nothing to back up, another backup is being made, or FILE.key holds something else.</exception>
    public static async Task WriteAsync(DataDirectory directory, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!File.Exists(directory.File(Database)))
        {
            throw new InvalidOperationException($"There is no {Database} in {directory.Path}; name the data directory with --data.");
        }

        var (path, key, keys) = (Path.GetFullPath(file), BackupKey.New(), new BackupKeys(directory));
        var keyFile = path + BackupKey.Extension;
        await using var turn = TakeTurn(directory);
        var old = await BackupKey.ReadAsync(keyFile, cancellationToken);
        ForgetSnapshots(directory, now);

        // Readable without a key, so where the database is: FILE may lie with a stranger.
        var (unfinished, snapshot) = (
            $"{path}.{Ids.Secret()}.tmp",
            directory.File(Snapshots.Replace("*", Ids.Secret(), StringComparison.Ordinal))
        );
        try
        {
            await SnapshotAsync(directory.File(Database), snapshot, cancellationToken);
            await using (var target = OwnerOnly(unfinished))
            {
                await target.WriteAsync(key.Header(), cancellationToken);
                await using var sealing = new SealingStream(target, key.Bytes);
                await PackAsync(directory, snapshot, now, sealing, cancellationToken);
                await sealing.FinishAsync(cancellationToken);
                target.Flush(flushToDisk: true);
            }

            // Both keys, until the new backup has taken the place of the old one.
            await keys.NoteAsync(key, keyFile, now, cancellationToken);
            await BackupKey.WriteAsync(keyFile, [key, .. old], cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            await BackupKey.WriteAsync(keyFile, [key], cancellationToken);
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(snapshot);
        }
    }

    /// <summary>Deletes snapshots that backups left when they were killed, a day later: they would keep what was deleted since.</summary>
    internal static void ForgetSnapshots(DataDirectory directory, DateTimeOffset now)
    {
        foreach (var path in Directory.EnumerateFiles(directory.Path, Snapshots))
        {
            if (now - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1))
            {
                File.Delete(path);
            }
        }
    }

    internal static FileStream OwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Of two backups into one file the last would be left with the key of the other.</summary>
    private static FileStream TakeTurn(DataDirectory directory)
    {
        var file = directory.File(Lock);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(file))
        {
            throw new InvalidOperationException($"Another backup of {directory.Path} is being made; try again when it has ended.", taken);
        }
    }

    private static async Task SnapshotAsync(string database, string snapshot, CancellationToken cancellationToken)
    {
        await OwnerOnly(snapshot).DisposeAsync(); // SQLite fills an empty file, and leaves its mode as it is
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadWrite;Pooling=False;Default Timeout=60");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $snapshot";
        command.Parameters.AddWithValue("$snapshot", snapshot);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task PackAsync(
        DataDirectory directory,
        string snapshot,
        DateTimeOffset now,
        Stream target,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        using var label = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new BackupLabel(BackupLabel.Current, now)));
        await AddAsync(tar, BackupLabel.FileName, label, cancellationToken);
        await AddFileAsync(tar, Database, snapshot, cancellationToken);
        foreach (var name in KeyFiles.Where(name => File.Exists(directory.File(name))))
        {
            await AddFileAsync(tar, name, directory.File(name), cancellationToken);
        }

        foreach (var folder in new[] { Keys, Media }.Where(folder => Directory.Exists(directory.File(folder))))
        {
            foreach (var path in Directory.EnumerateFiles(directory.File(folder), "*", SearchOption.AllDirectories).Order())
            {
                var name = Path.GetRelativePath(directory.Path, path).Replace(Path.DirectorySeparatorChar, '/');
                if (!name.EndsWith(".tmp", StringComparison.Ordinal))
                {
                    await AddFileAsync(tar, name, path, cancellationToken);
                }
            }
        }
    }

    private static async Task AddFileAsync(TarWriter tar, string name, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            await AddAsync(tar, name, file, cancellationToken);
        }
        catch (FileNotFoundException) when (name.StartsWith(Media, StringComparison.Ordinal))
        {
            return; // deleted since the folder was read: nothing needs it any more
        }
    }

    private static async Task AddAsync(TarWriter tar, string name, Stream content, CancellationToken cancellationToken) =>
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
            cancellationToken
        );
}
