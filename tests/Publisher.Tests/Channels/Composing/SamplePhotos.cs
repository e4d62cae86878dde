namespace Publisher.Tests.Channels.Composing;

internal static class SamplePhotos
{
    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xD9];
}
