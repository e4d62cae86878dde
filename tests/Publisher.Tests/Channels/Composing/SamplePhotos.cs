using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Channels.Composing;

internal static class SamplePhotos
{
    public static byte[] Jpeg { get; } = Pictures.Jpeg(1200, 800);
}
