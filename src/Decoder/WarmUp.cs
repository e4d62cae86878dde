using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Decoder;

/// <summary>
/// Decodes small pictures of our own, good and broken ones of each kind: what they need is loaded and compiled before the doors close,
/// as nothing can be loaded afterwards.
/// </summary>
internal static class WarmUp
{
    public static void Run()
    {
        PictureDecoder.Prepare();
        using var grey = Image.Black(80, 80, bands: 3) + 90;
        using var plain = grey.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var veiled = plain.Bandjoin(128);
        using var cmyk = plain.Colourspace(Enums.Interpretation.Cmyk);
        using var profiled = plain.IccTransform("srgb", inputProfile: "srgb");
        foreach (var picture in (byte[][])[plain.JpegsaveBuffer(), profiled.JpegsaveBuffer(), cmyk.JpegsaveBuffer()])
        {
            Decode(UploadType.Jpeg, picture);
        }

        foreach (var picture in (byte[][])[veiled.PngsaveBuffer(), profiled.PngsaveBuffer(bitdepth: 16, interlace: true)])
        {
            Decode(UploadType.Png, picture);
        }

        Decode(UploadType.WebP, veiled.WebpsaveBuffer());
        Decode(UploadType.WebP, plain.WebpsaveBuffer());
    }

    private static void Decode(UploadType type, byte[] picture)
    {
        var broken = (byte[])picture.Clone();
        broken.AsSpan(picture.Length / 2).Fill(0xA5);
        foreach (var file in (byte[][])[picture, broken, picture[..(picture.Length / 2)], picture[..20]])
        {
            PictureDecoder.Decode(new DecodeRequest(type, Orientation: 1, file), Stream.Null);
            PictureDecoder.Decode(new DecodeRequest(type, Orientation: 6, file), Stream.Null);
        }
    }
}
