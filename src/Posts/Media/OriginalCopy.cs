using System.Security.Cryptography;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Encrypts an upload while it is read, into a file of its own that goes when this is disposed; the key is in memory alone.
/// </summary>
public sealed class OriginalCopy : IAsyncDisposable
{
    private readonly FileStream _sealed;
    private readonly Tee _tee;

    private OriginalCopy(Stream upload, FileStream sealedFile)
    {
        _sealed = sealedFile;
        _tee = new Tee(upload, sealedFile, Key);
    }

    /// <summary>As the media store will call it: random.</summary>
    public string Name { get; } = MediaStore.OriginalPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>To be read in the upload's place.</summary>
    public Stream Upload => _tee;

    /// <summary>Of the upload, as far as it was read.</summary>
    public long Bytes => _tee.Bytes;

    internal byte[] Key { get; } = RandomNumberGenerator.GetBytes(ChunkCipher.KeyLength);

    internal static OriginalCopy Of(Stream upload, DataDirectory directory)
    {
        var folder = Directory.CreateDirectory(directory.File(DiskMediaStore.OriginalFolder));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new OriginalCopy(upload, new FileStream(Path.Combine(folder.FullName, $"{Ids.Secret()}.tmp"), options));
    }

    /// <summary>The whole upload was read. The encrypted file from its start; it stays this copy's own.</summary>
    internal async Task<Stream> FinishAsync(CancellationToken cancellationToken)
    {
        await _tee.FinishAsync(cancellationToken);
        _sealed.Position = 0;
        return _sealed;
    }

    public async ValueTask DisposeAsync()
    {
        await _tee.DisposeAsync();
        await _sealed.DisposeAsync();
        CryptographicOperations.ZeroMemory(Key);
    }

    /// <summary>Encrypts what is read through it.</summary>
    private sealed class Tee(Stream upload, Stream target, byte[] key) : ReadThroughStream(upload)
    {
        private readonly SealingStream _sealing = new(target, key);

        public long Bytes { get; private set; }

        public Task FinishAsync(CancellationToken cancellationToken) => _sealing.FinishAsync(cancellationToken);

        protected override async ValueTask NoteAsync(ReadOnlyMemory<byte> read, CancellationToken cancellationToken)
        {
            Bytes += read.Length;
            await _sealing.WriteAsync(read, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _sealing.Dispose();
            base.Dispose(disposing);
        }
    }
}
