using CsCheck;
using Publisher.Channels.Imaging;
using Publisher.Tests.Channels.Imaging.Bombs;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>What runs inside the service over strangers' bytes before any decoder sees them.</summary>
[Trait("Requirement", "SEC-08")]
public sealed class WalkFuzzTests
{
    private static readonly byte[][] Pictures3 = [Pictures.Jpeg(64, 48), Pictures.Png(64, 48), Pictures.WebP(64, 48)];

    private static readonly byte[][] Seeds =
    [
        .. Pictures3,
        .. BombCorpus
            .Make(Pictures3[0], Pictures3[1], Pictures3[2])
            .Select(bomb => bomb.Bytes)
            .Where(bytes => bytes.Length is > 12 and < 4000),
    ];

    /// <summary>Often one of those at which lengths tip over.</summary>
    private static readonly Gen<byte> Value = Gen.Select(
        Gen.Int[0, 7],
        Gen.Byte,
        (kind, value) =>
            kind switch
            {
                0 => (byte)0x00,
                1 => (byte)0x7F,
                2 => (byte)0xFF,
                _ => value,
            }
    );

    /// <summary>A seed with some runs of bytes changed, repeated or left out.</summary>
    private static readonly Gen<byte[]> Broken = Gen.Select(
        Gen.Int[0, Seeds.Length - 1],
        Gen.Select(Gen.Int[0, 3999], Gen.Int[0, 2], Value.Array[1, 8]).Array[1, 6],
        (seed, changes) => changes.Aggregate(Seeds[seed], (bytes, change) => Change(bytes, change.Item1, change.Item2, change.Item3))
    );

    [Fact]
    public void The_header_scan_of_any_bytes_ends_and_promises_nothing_it_cannot_hold() =>
        Check.Sample(
            Broken,
            bytes =>
            {
                foreach (var type in (UploadType[])[UploadType.Jpeg, UploadType.Png, UploadType.WebP])
                {
                    var scan = PictureScan.Of(type, bytes);
                    Assert.InRange(scan.Orientation, 1, 8);
                    Assert.True(scan is { Width: >= 0, Height: >= 0, Frames: >= 1 });
                    _ = UploadLimits.Check(scan).ToList();
                    _ = PictureScrub.Excess(type, bytes);
                    if (scan.Complete)
                    {
                        var essence = PictureScrub.Essence(type, bytes);
                        var again = PictureScan.Of(type, essence);
                        Assert.Equal((scan.Width, scan.Height, 1), (again.Width, again.Height, again.Orientation));
                        Assert.Subset(new HashSet<string> { "icc", "thumbnail" }, again.Found.ToHashSet());
                    }
                }

                _ = UploadTypes.Sniff(bytes);
            },
            iter: Depth.Cases
        );

    [Fact]
    public void The_boxes_of_any_bytes_lie_inside_the_file_and_end() =>
        Check.Sample(
            Broken,
            bytes =>
            {
                using var file = new MemoryStream(bytes);
                Assert.All(
                    Mp4Walk.Boxes(file),
                    box =>
                    {
                        Assert.InRange(box.Start, 0, bytes.Length - 8);
                        Assert.InRange(box.Stop, box.Start + 8, bytes.Length);
                    }
                );
            },
            iter: Depth.Cases
        );

    [Fact]
    public void An_exif_block_of_any_bytes_is_read_once() =>
        Check.Sample(
            Gen.Byte.Array[0, 200],
            bytes =>
            {
                byte[] tiff = [.. "II*\0"u8, .. bytes];
                Assert.InRange(ExifScan.Read(tiff, []), 1, 8);
            },
            iter: Depth.Cases
        );

    [Fact]
    public async Task A_picture_of_any_bytes_comes_back_clean_or_refused()
    {
        var files = Broken.Array[Depth.IsFull ? 20_000 : 300].Single();

        foreach (var file in files)
        {
            var result = await Pictures.ScrubAsync(file);
            await using var content = (result as ScrubResult.Clean)?.Content;
            Assert.True(
                result
                    is ScrubResult.Clean
                        or ScrubResult.Refused
                        {
                            Problem.Code: "corrupt_image" or "image_too_large" or "animated_image" or "unsupported_type" or "corrupt_video",
                        },
                result.ToString()
            );
        }
    }

    private static byte[] Change(byte[] bytes, int place, int kind, byte[] values)
    {
        var at = place % Math.Max(1, bytes.Length);
        var end = Math.Min(bytes.Length, at + values.Length);
        return kind switch
        {
            0 => [.. bytes[..at], .. values.AsSpan(0, end - at), .. bytes[end..]],
            1 => [.. bytes[..end], .. bytes[at..]],
            _ => [.. bytes[..at], .. bytes[end..]],
        };
    }
}
