using System.Security.Cryptography;

namespace Publisher.Posts.Media;

/// <summary>
/// Encrypts what is written to it, chunk by chunk, as <see cref="ChunkCipher.OpenAsync"/> reads it. Whole only once it is finished. The target
/// stays open.
/// </summary>
internal sealed class SealingStream(Stream target, byte[] key) : Stream
{
    private readonly ChunkCipher _cipher = new(key);
    private readonly byte[] _chunk = new byte[ChunkCipher.Chunk];
    private int _filled;
    private bool _isFinished;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> plain, CancellationToken cancellationToken = default)
    {
        while (!plain.IsEmpty)
        {
            // Sealed only when more comes: the last one must say that it is.
            if (_filled == _chunk.Length)
            {
                await _cipher.SealAsync(_chunk, isLast: false, target, cancellationToken);
                _filled = 0;
            }

            var taken = Math.Min(plain.Length, _chunk.Length - _filled);
            plain[..taken].CopyTo(_chunk.AsMemory(_filled));
            _filled += taken;
            plain = plain[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Everything has been written. May be said again.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (!_isFinished)
        {
            _isFinished = true;
            await _cipher.SealAsync(_chunk.AsMemory(0, _filled), isLast: true, target, cancellationToken);
            CryptographicOperations.ZeroMemory(_chunk);
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Files are encrypted asynchronously.");

    protected override void Dispose(bool disposing)
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_chunk);
        base.Dispose(disposing);
    }
}
