using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Publisher.Posts.Media;

/// <summary>
/// AES-256-GCM over chunks of 64 KiB. A chunk's nonce is its number and whether it is the last, so that none can be moved, dropped or cut
/// off unnoticed. A key serves one file.
/// </summary>
internal sealed class ChunkCipher(byte[] key) : IDisposable
{
    public const int KeyLength = 32;
    public const int Chunk = 64 * 1024;
    private const int Tag = 16;

    private readonly AesGcm _aes = new(key, Tag);
    private long _number;

    /// <summary>Writes the next chunk to <paramref name="target"/>.</summary>
    public async Task SealAsync(ReadOnlyMemory<byte> plain, bool isLast, Stream target, CancellationToken cancellationToken)
    {
        var box = new byte[plain.Length + Tag];
        _aes.Encrypt(Nonce(isLast), plain.Span, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length));
        await target.WriteAsync(box, cancellationToken);
    }

    /// <summary>Decrypts a whole file.</summary>
    /// <exception cref="CryptographicException">It is another's, was changed, or is not whole. What was written until then is sound.</exception>
    public async Task OpenAsync(Stream sealedFile, Stream target, CancellationToken cancellationToken)
    {
        var (now, next) = (new byte[Chunk + Tag], new byte[Chunk + Tag]);
        var length = await sealedFile.ReadAtLeastAsync(now, now.Length, throwOnEndOfStream: false, cancellationToken);
        while (true)
        {
            var following = await sealedFile.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken);
            await target.WriteAsync(Open(now.AsSpan(0, length), isLast: following == 0), cancellationToken);
            if (following == 0)
            {
                return;
            }

            (now, next, length) = (next, now, following);
        }
    }

    public void Dispose() => _aes.Dispose();

    private byte[] Open(ReadOnlySpan<byte> box, bool isLast)
    {
        if (box.Length < Tag)
        {
            throw new CryptographicException("The file is cut off.");
        }

        var plain = new byte[box.Length - Tag];
        _aes.Decrypt(Nonce(isLast), box[..^Tag], box[^Tag..], plain);
        return plain;
    }

    private byte[] Nonce(bool isLast)
    {
        var nonce = new byte[12];
        nonce[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), _number++);
        return nonce;
    }
}
