using System.Security.Cryptography;

namespace Publisher.Sandbox;

/// <summary>Keeps what the networks received, so that it can be looked at: up to 256 MB, the oldest go first.</summary>
internal sealed class Pictures
{
    private const long Room = 256L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string MediaType, byte[] Bytes)> _kept = [];
    private readonly Queue<string> _order = [];
    private long _size;

    public LedgerMedium Keep(byte[] bytes, string? alt = null)
    {
        var header = PictureHeader.Read(bytes);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        lock (_gate)
        {
            if (_kept.TryAdd(sha256, (header.MediaType, bytes)))
            {
                _order.Enqueue(sha256);
                _size += bytes.Length;
            }

            while (_size > Room)
            {
                _kept.Remove(_order.Dequeue(), out var oldest);
                _size -= oldest.Bytes.Length;
            }
        }

        return new LedgerMedium(sha256, header.MediaType, header.Width, header.Height, alt);
    }

    public (string MediaType, byte[] Bytes)? Find(string sha256)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(sha256, out var found) ? found : null;
        }
    }
}
