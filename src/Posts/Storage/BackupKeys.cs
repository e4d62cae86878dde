using System.Globalization;
using System.Text;

namespace Publisher.Posts.Storage;

/// <summary>
/// Remembers where the keys of backups were written and destroys them in time (PRV-15): what was deleted here is then gone from every
/// backup too. Copies that somebody made of a key are theirs to destroy.
/// </summary>
public sealed class BackupKeys(DataDirectory directory)
{
    /// <summary>How long a backup can be read.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    private const string FolderName = "backup-keys";

    private string Folder => directory.File(FolderName);

    /// <summary>Notes a key before it is written.</summary>
    internal async Task NoteAsync(BackupKey key, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var note = $"{now.ToString("O", CultureInfo.InvariantCulture)}\n{file}\n";
        await using var target = Backup.OwnerOnly(Path.Combine(Folder, key.Id));
        await target.WriteAsync(Encoding.UTF8.GetBytes(note), cancellationToken);
        target.Flush(flushToDisk: true); // a key without its note would never end
    }

    /// <summary>Destroys the keys whose time is over.</summary>
    /// <returns>The files that could not be reached or changed; they are tried again another time.</returns>
    public async Task<IReadOnlyList<string>> DestroyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        foreach (var note in Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [])
        {
            var keyFile = note;
            try
            {
                (var made, keyFile) = await ReadNoteAsync(note, cancellationToken);
                if (now - made >= Kept)
                {
                    await DestroyAsync(keyFile, Path.GetFileName(note), cancellationToken);
                    File.Delete(note);
                }
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
            {
                left.Add(keyFile);
            }
        }

        return left;
    }

    private static async Task<(DateTimeOffset Made, string KeyFile)> ReadNoteAsync(string note, CancellationToken cancellationToken) =>
        await File.ReadAllLinesAsync(note, cancellationToken) is [var at, var keyFile, ..]
            ? (DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), keyFile)
            : throw new FormatException("The note is cut off.");

    private static async Task DestroyAsync(string file, string id, CancellationToken cancellationToken)
    {
        var keys = await BackupKey.ReadAsync(file, cancellationToken);
        var others = keys.Where(key => key.Id != id).ToList();
        if (others.Count == 0)
        {
            File.Delete(file);
        }
        else if (others.Count < keys.Count)
        {
            await BackupKey.WriteAsync(file, others, cancellationToken);
        }
    }
}
