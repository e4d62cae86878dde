using System.Buffers.Binary;
using NetVips;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>A colour profile that works, with a name at its end.</summary>
internal static class Profile
{
    public static byte[] Bytes { get; } = Make();

    public static Image Into(Image image) => image.Mutate(made => made.Set(GValue.BlobType, "icc-profile-data", Bytes));

    private static byte[] Make()
    {
        _ = Pictures.Library;
        using var holder = Image.Black(1, 1);
        var profile = NetVips.Image.ProfileLoad("srgb");
        byte[] named = [.. profile, .. MadeFile.CanaryBytes, 0];
        BinaryPrimitives.WriteInt32BigEndian(named, named.Length); // a profile says its own length
        return named;
    }
}
