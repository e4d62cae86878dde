using System.Runtime.CompilerServices;
using Publisher.Channels;

namespace Publisher.Posts.Storage;

/// <summary>
/// Files by the hash of their bytes: scrubbed uploads and rendered pictures. Writing the same file twice changes nothing.
/// Beside them encrypted originals, under random names that begin with <see cref="OriginalPrefix"/>.
/// Any call throws <see cref="MediaUnavailableException"/> while the store cannot be reached.
/// </summary>
public abstract class MediaStore
{
    public const string OriginalPrefix = "original-";

    /// <summary>Keeps the file. It is there for good once this returns.</summary>
    public abstract Task PutAsync(string sha256, Stream content, string mediaType, CancellationToken cancellationToken);

    public async Task PutAsync(string sha256, ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await PutAsync(sha256, content, mediaType, cancellationToken);
    }

    /// <summary>Opens a file for reading; the stream can seek.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public abstract Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Destroys the file, if it is there.</summary>
    public abstract Task DeleteAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>All files, in pages. What is put or destroyed meanwhile may be among them or not.</summary>
    public abstract IAsyncEnumerable<IReadOnlyList<KeptFile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Does nothing when the store can be reached.</summary>
    public virtual Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Stream> OpenAsync(VariantFile file, CancellationToken cancellationToken) => OpenAsync(file.Sha256, cancellationToken);

    protected static bool IsName(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);
}

/// <summary>Media in the data directory.</summary>
public sealed class DiskMediaStore(DataDirectory directory) : MediaStore
{
    /// <summary>Not part of a backup: what is kept for days must not live on in a copy.</summary>
    internal const string OriginalFolder = "originals";

    public override async Task PutAsync(string sha256, Stream content, string mediaType, CancellationToken cancellationToken)
    {
        var path = PathOf(sha256);
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Ids.Secret()}.tmp";
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await content.CopyToAsync(file, cancellationToken);
            Checkpoint.Pass("file-half-written");
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public override Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream>(
                new FileStream(
                    PathOf(sha256),
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read | FileShare.Delete,
                    81920,
                    FileOptions.Asynchronous
                )
            );
        }
        catch (DirectoryNotFoundException away) when (!Directory.Exists(directory.File("media")))
        {
            throw new MediaUnavailableException("The folder of the media is not there.", away);
        }
    }

    public override Task DeleteAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(sha256));
        }
        catch (DirectoryNotFoundException) when (IsOriginal(sha256) || Directory.Exists(directory.File("media")))
        {
            // Nothing of that beginning was ever put.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MediaUnavailableException(
                "A file could not be destroyed: its folder is not there, or may not be changed.",
                exception
            );
        }

        return Task.CompletedTask;
    }

    public override async IAsyncEnumerable<IReadOnlyList<KeptFile>> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(directory.File("media"));
        foreach (var folder in root.Exists ? root.EnumerateDirectories() : [])
        {
            foreach (var page in folder.EnumerateFiles().Where(file => IsName(file.Name)).Chunk(KeptFile.MostInPage))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Array.ConvertAll(page, file => new KeptFile(file.Name, file.LastWriteTimeUtc));
            }

            await Task.Yield();
        }
    }

    /// <summary>Removes half-written files that a dead process left. Called before anything is written.</summary>
    public void Collect()
    {
        foreach (var root in new[] { directory.File("media"), directory.File(OriginalFolder) }.Where(Directory.Exists))
        {
            foreach (var temporary in Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories))
            {
                File.Delete(temporary);
            }
        }
    }

    private string PathOf(string name)
    {
        var digits = IsOriginal(name) ? name[OriginalPrefix.Length..] : name;
        return IsName(digits)
            ? Path.Combine(directory.Path, IsOriginal(name) ? OriginalFolder : "media", digits[..2], name)
            : throw new ArgumentException("A media file is named by 64 hex digits.", nameof(name));
    }

    private static bool IsOriginal(string name) => name.StartsWith(OriginalPrefix, StringComparison.Ordinal);
}
