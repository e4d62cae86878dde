using System.Formats.Tar;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Publisher.Posts.Media;

namespace Publisher.Posts.Storage;

/// <summary>Unpacks a backup into an empty directory and marks it, so that its first start sends nothing that may be out already.</summary>
public static partial class Restore
{
    /// <param name="keyFile">Where the backup's key is; null: beside it.</param>
    /// <returns>The moment whose state was put back.</returns>
    /// <exception cref="InvalidOperationException">The directory is in use, the key is not there, or the file is no whole backup; nothing is left behind.</exception>
    public static async Task<DateTimeOffset> ReadAsync(
        string file,
        DataDirectory directory,
        CancellationToken cancellationToken,
        string? keyFile = null
    )
    {
        if (Directory.Exists(directory.Path) && Directory.EnumerateFileSystemEntries(directory.Path).Any())
        {
            throw new InvalidOperationException(
                $"{directory.Path} is not empty. Restore into a new directory, so that nothing that is there is lost."
            );
        }

        await using var source = File.OpenRead(file);
        var key = await KeyAsync(source, file, keyFile ?? Path.GetFullPath(file) + BackupKey.Extension, cancellationToken);
        Directory.CreateDirectory(directory.Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            return await OpenAsync(source, key, directory, cancellationToken);
        }
        catch (Exception exception)
        {
            Empty(directory);
            if (
                exception
                is InvalidDataException
                    or FormatException
                    or JsonException
                    or SqliteException
                    or EndOfStreamException
                    or CryptographicException
            )
            {
                throw NotWhole(file, exception);
            }

            throw;
        }
    }

    private static async Task<BackupKey> KeyAsync(Stream source, string file, string keyFile, CancellationToken cancellationToken)
    {
        try
        {
            var id = await BackupKey.IdOfAsync(source, cancellationToken);
            var keys = await BackupKey.ReadAsync(keyFile, cancellationToken);
            return keys.FirstOrDefault(key => key.Id == id)
                ?? throw new InvalidOperationException(
                    $"{keyFile} {(keys.Count == 0 ? "is not there" : "holds the key of another backup")}. Say where the key of {file} is: --key FILE. "
                        + $"Keys are destroyed after {BackupKeys.Kept.Days} days; without its key nobody can read a backup."
                );
        }
        catch (InvalidDataException exception)
        {
            throw NotWhole(file, exception);
        }
    }

    private static InvalidOperationException NotWhole(string file, Exception why) =>
        new($"{file} is no whole backup of Publisher: {(why is CryptographicException ? "it was changed or cut off." : why.Message)}", why);

    private static async Task<DateTimeOffset> OpenAsync(
        Stream source,
        BackupKey key,
        DataDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var pipe = new Pipe();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var decrypting = DecryptAsync(source, key, pipe.Writer, given.Token);
        try
        {
            await using var plain = pipe.Reader.AsStream();
            return await UnpackAsync(plain, directory, cancellationToken);
        }
        finally
        {
            await given.CancelAsync();
            await decrypting;
        }
    }

    /// <summary>What goes wrong is told to who reads the pipe.</summary>
    private static async Task DecryptAsync(Stream source, BackupKey key, PipeWriter plain, CancellationToken cancellationToken)
    {
        using var cipher = new ChunkCipher(key.Bytes);
        try
        {
            await cipher.OpenAsync(source, plain.AsStream(leaveOpen: true), cancellationToken);
            await plain.CompleteAsync();
        }
        catch (Exception exception)
        {
            await plain.CompleteAsync(exception);
        }
    }

    private static async Task<DateTimeOffset> UnpackAsync(Stream source, DataDirectory directory, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(source, leaveOpen: true);
        var label = await LabelAsync(tar, cancellationToken);

        // The mark is first and the database last: a copy that is broken off never starts as if it were whole.
        await File.WriteAllTextAsync(
            directory.File(RestoredCopy.MarkFile),
            label.At.ToString("O", CultureInfo.InvariantCulture),
            cancellationToken
        );
        var database = directory.File(Backup.Database);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            await ExtractAsync(entry, entry.Name == Backup.Database ? database + ".tmp" : PathOf(entry, directory), cancellationToken);
        }

        await source.CopyToAsync(Stream.Null, cancellationToken); // only its last byte shows that nothing is cut off
        Check(database + ".tmp");
        File.Move(database + ".tmp", database);
        return label.At;
    }

    private static async Task<BackupLabel> LabelAsync(TarReader tar, CancellationToken cancellationToken)
    {
        var first = await tar.GetNextEntryAsync(copyData: true, cancellationToken);
        if (first is not { Name: BackupLabel.FileName, DataStream: { } content })
        {
            throw new InvalidDataException("it does not begin with a label.");
        }

        var label = await JsonSerializer.DeserializeAsync<BackupLabel>(content, cancellationToken: cancellationToken);
        return label is { Format: BackupLabel.Current } ? label : throw new InvalidDataException("it was written by another version.");
    }

    private static string PathOf(TarEntry entry, DataDirectory directory) =>
        entry.EntryType is TarEntryType.RegularFile && Known().IsMatch(entry.Name)
            ? directory.File(entry.Name)
            : throw new InvalidDataException("it holds something that is no part of a backup.");

    private static async Task ExtractAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var target = Backup.OwnerOnly(path))
        {
            await (entry.DataStream ?? Stream.Null).CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
        }

        if (entry.Name.StartsWith($"{Backup.Media}/", StringComparison.Ordinal))
        {
            await using var written = File.OpenRead(path);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken));
            if (!entry.Name.EndsWith(hash, StringComparison.Ordinal))
            {
                throw new InvalidDataException("a picture or film in it was changed.");
            }
        }
    }

    private static void Check(string database)
    {
        if (!File.Exists(database))
        {
            throw new InvalidDataException("there is no database in it.");
        }

        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            throw new InvalidDataException("its database is damaged.");
        }
    }

    private static void Empty(DataDirectory directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory.Path))
        {
            File.Delete(path);
        }

        foreach (var folder in Directory.EnumerateDirectories(directory.Path))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(
        "^(ring-key|admin-key|keys/[A-Za-z0-9][A-Za-z0-9._-]*|media/[0-9a-f]{2}/[0-9a-f]{64})\\z",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Known();
}
