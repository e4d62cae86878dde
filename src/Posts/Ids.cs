using System.Security.Cryptography;

namespace Publisher.Posts;

/// <summary>Makes ids: a prefix that says what it names, and 26 letters and digits that sort by the time of making.</summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>An id such as <c>c_01jd…</c>.</summary>
    public static string New(string prefix, TimeProvider time) => prefix + Encode(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>26 letters and digits that cannot be guessed and say nothing of the time: for tokens in addresses and keys towards networks.</summary>
    public static string Secret()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Encode(new Guid(bytes));
    }

    private static string Encode(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(
            26,
            value,
            static (text, rest) =>
            {
                for (var i = 25; i >= 0; i--)
                {
                    text[i] = Alphabet[(int)(rest & 31)];
                    rest >>= 5;
                }
            }
        );
    }
}
