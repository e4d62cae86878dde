using System.Security.Cryptography;
using System.Text;
using Publisher.Posts.Media;

namespace Publisher.Posts.Storage;

/// <summary>What opens one backup. Who destroys it destroys the backup, wherever copies of that lie.</summary>
internal sealed record BackupKey(byte[] Bytes)
{
    /// <summary>Of the file beside the backup, unless it is kept elsewhere.</summary>
    public const string Extension = ".key";

    private const string Title = "publisher backup ";
    private const int IdLength = 16;
    private const int HeaderLength = 34;

    /// <summary>By which a backup names its key, and tells nothing of it.</summary>
    public string Id => Digest.Of(Bytes)[..IdLength];

    public static BackupKey New() => new(RandomNumberGenerator.GetBytes(ChunkCipher.KeyLength));

    /// <summary>What stands before the encrypted part of a backup.</summary>
    public byte[] Header() => Encoding.ASCII.GetBytes($"{Title}{Id}\n");

    /// <summary>Reads the header of a backup, and leaves the stream behind it.</summary>
    /// <returns>The id of its key.</returns>
    /// <exception cref="InvalidDataException">It begins like no backup.</exception>
    public static async Task<string> IdOfAsync(Stream backup, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var read = await backup.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.ASCII.GetString(header, 0, read);
        return text.Length == HeaderLength && text.StartsWith(Title, StringComparison.Ordinal) && text[^1] == '\n'
            ? text[Title.Length..^1]
            : throw new InvalidDataException("it does not begin like one.");
    }

    /// <summary>The keys in a file, one to a line; empty when it is not there.</summary>
    /// <exception cref="InvalidOperationException">Something else is in it.</exception>
    public static async Task<IReadOnlyList<BackupKey>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        return
        [
            .. lines
                .Where(line => line.Length > 0)
                .Select(line =>
                    Of(line)
                    ?? throw new InvalidOperationException(
                        $"{file} holds something else than the key of a backup; move it away, or name another file."
                    )
                ),
        ];
    }

    /// <summary>Puts these keys, and no other, into a file that its owner alone reads.</summary>
    public static async Task WriteAsync(string file, IEnumerable<BackupKey> keys, CancellationToken cancellationToken)
    {
        var unfinished = $"{file}.{Ids.Secret()}.tmp";
        try
        {
            await using (var target = Backup.OwnerOnly(unfinished))
            {
                var lines = string.Concat(keys.Select(key => Convert.ToBase64String(key.Bytes) + "\n"));
                await target.WriteAsync(Encoding.ASCII.GetBytes(lines), cancellationToken);
                target.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public override string ToString() => Id;

    private static BackupKey? Of(string line)
    {
        var bytes = new byte[ChunkCipher.KeyLength];
        return Convert.TryFromBase64String(line, bytes, out var written) && written == bytes.Length ? new BackupKey(bytes) : null;
    }
}
