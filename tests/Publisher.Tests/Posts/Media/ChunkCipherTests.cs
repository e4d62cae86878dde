using System.Security.Cryptography;
using CsCheck;
using Publisher.Posts.Media;

namespace Publisher.Tests.Posts.Media;

[Trait("Requirement", "PRV-08")]
public sealed class ChunkCipherTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ChunkCipher.Chunk - 1)]
    [InlineData(ChunkCipher.Chunk)]
    [InlineData(ChunkCipher.Chunk + 1)]
    [InlineData((3 * ChunkCipher.Chunk) + 7)]
    public async Task What_was_sealed_comes_back_whole(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(plain, await OpenAsync(await SealAsync(plain), Key));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_changed_or_turned_about_is_refused()
    {
        var file = await SealAsync(new byte[2 * ChunkCipher.Chunk]);
        const int Box = ChunkCipher.Chunk + 16;
        byte[] changed = [.. file];
        changed[70_000] ^= 1;

        byte[][] broken = [file[..Box], file[..^1], [], changed, [.. file[Box..], .. file[..Box]], [.. file, .. file[Box..]]];

        foreach (var other in broken)
        {
            await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(other, Key));
        }

        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(file, new byte[32]));
    }

    [Fact]
    public async Task Any_one_bit_that_changed_is_noticed()
    {
        var file = await SealAsync(new byte[100]);
        await Check.SampleAsync(
            Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 7]),
            async change =>
            {
                byte[] changed = [.. file];
                changed[change.Item1] ^= (byte)(1 << change.Item2);
                await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(changed, Key));
            },
            iter: Depth.Cases
        );
    }

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        using var target = new MemoryStream();
        using var cipher = new ChunkCipher(Key);
        var at = 0;
        do
        {
            var length = Math.Min(ChunkCipher.Chunk, plain.Length - at);
            await cipher.SealAsync(plain.AsMemory(at, length), at + length == plain.Length, target, TestContext.Current.CancellationToken);
            at += length;
        } while (at < plain.Length);
        return target.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] file, byte[] key)
    {
        using var source = new MemoryStream(file);
        using var target = new MemoryStream();
        using var cipher = new ChunkCipher(key);
        await cipher.OpenAsync(source, target, TestContext.Current.CancellationToken);
        return target.ToArray();
    }
}
