using NetVips;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>From a stranger's file to plain pixels: upright, sRGB with 8 bits, three bands or four with alpha. Runs in the decoder alone.</summary>
internal static class PictureDecoder
{
    /// <summary>px; some hundred kilobytes of a photograph at once.</summary>
    private const int StripHeight = 32;

    private static readonly string[] Loaders = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"];

    /// <summary>Sets libvips up for this process: three loaders, one thread, no cache.</summary>
    public static void Prepare()
    {
        Operation.Block("VipsForeignLoad", true);
        Array.ForEach(Loaders, loader => Operation.Block(loader, false));
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
    }

    /// <summary>Answers as <see cref="DecodeWire"/> says, also when the picture cannot be read.</summary>
    public static void Decode(DecodeRequest request, Stream answers)
    {
        var sizeIsSent = false;
        try
        {
            using var decoded = Open(request);
            using var upright = Upright(decoded, request.Orientation);
            using var plain = Pixels.ToSrgb(upright);
            using var rows = Region.New(plain);
            for (var top = 0; top < plain.Height; top += StripHeight)
            {
                var strip = rows.Fetch(0, top, plain.Width, Math.Min(StripHeight, plain.Height - top));
                if (!sizeIsSent)
                {
                    DecodeWire.WriteSize(answers, plain.Width, plain.Height, plain.Bands);
                    sizeIsSent = true;
                }

                DecodeWire.WriteStrip(answers, strip);
            }
        }
        catch (VipsException)
        {
            DecodeWire.WriteUnreadable(answers, sizeIsSent);
        }
    }

    private static Image Open(DecodeRequest request)
    {
        // Turning needs the whole picture at hand; an upright one streams through.
        var access = request.Orientation == 1 ? Enums.Access.Sequential : Enums.Access.Random;
        return request.Type switch
        {
            UploadType.Jpeg => Image.JpegloadBuffer(request.File, access: access, failOn: Enums.FailOn.Error),
            UploadType.Png => Image.PngloadBuffer(request.File, access: access, failOn: Enums.FailOn.Error),
            _ => Image.WebploadBuffer(request.File, access: access, failOn: Enums.FailOn.Error),
        };
    }

    private static Image Upright(Image image, int orientation)
    {
        using var marked = image.Mutate(metadata => metadata.Set(GValue.GIntType, "orientation", orientation));
        return marked.Autorot();
    }
}
