using System.ComponentModel;
using System.Diagnostics;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>
/// One decoder, a process of its own, as the service sees it. Nothing that it says is believed further than that these may be the pixels
/// of a picture of the size that its header told. Not to be shared between threads.
/// </summary>
internal sealed class DecoderChild : IDisposable
{
    private readonly Process _process;
    private readonly byte[] _buffer = new byte[1 << 18];

    private DecoderChild(Process process) => _process = process;

    /// <summary>What of its fetters this machine refused.</summary>
    public Fetter Lacking { get; private set; }

    /// <summary>Pictures it was given.</summary>
    public int Pictures { get; private set; }

    public bool HasEnded => _process.HasExited;

    /// <summary>When it was last used, as the pool's clock counts.</summary>
    public long IdleSince { get; set; }

    /// <summary>Starts one and waits until it is shut in.</summary>
    /// <param name="arguments">The program's assembly, and what it is told.</param>
    /// <exception cref="Win32Exception">The runtime cannot be started.</exception>
    /// <exception cref="IOException">It ended, or was not ready in time.</exception>
    /// <exception cref="InvalidDataException">It is no decoder.</exception>
    public static DecoderChild Start(IReadOnlyList<string> arguments, TimeSpan limit)
    {
        var child = new DecoderChild(Process.Start(DecoderStart.Of(arguments))!);
        try
        {
            using var patience = child.KillAfter(limit);
            child.Lacking = DecodeWire.ReadHello(child.Answers);
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>The pixels, or null when the decoder says that the picture cannot be read.</summary>
    /// <param name="scan">What the picture's header promised.</param>
    /// <exception cref="IOException">It died.</exception>
    /// <exception cref="TimeoutException">It took too long, and was ended.</exception>
    /// <exception cref="InvalidDataException">It answered what no decoder would.</exception>
    public DecodedPixels? Decode(DecodeRequest request, PictureScan scan, TimeSpan limit)
    {
        using var patience = KillAfter(limit);
        try
        {
            Pictures++;
            return Ask(request, scan);
        }
        catch (IOException exception) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException("A decoder took too long.", exception);
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private Stream Answers => _process.StandardOutput.BaseStream;

    private DecodedPixels? Ask(DecodeRequest request, PictureScan scan)
    {
        DecodeWire.WriteRequest(_process.StandardInput.BaseStream, request);
        var (width, height, bands) = DecodeWire.ReadSize(Answers);
        if (width == 0)
        {
            return null;
        }

        var isPromised = (width, height) == (scan.Width, scan.Height) || (width, height) == (scan.Height, scan.Width);
        if (!isPromised || bands is not (3 or 4))
        {
            throw new InvalidDataException("A decoder answered with another size than the header's.");
        }

        return ReadPixels(new DecodedPixels(width, height, bands));
    }

    private DecodedPixels? ReadPixels(DecodedPixels pixels)
    {
        try
        {
            while (pixels.Missing > 0)
            {
                var strip = DecodeWire.ReadStripLength(Answers);
                if (strip < 0)
                {
                    pixels.Dispose();
                    return null;
                }

                if (strip is 0 or > DecodeWire.LongestStrip || strip > pixels.Missing)
                {
                    throw new InvalidDataException("A decoder answered with more pixels than the picture has.");
                }

                Copy(strip, pixels);
            }

            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private void Copy(int length, DecodedPixels pixels)
    {
        for (var left = length; left > 0; )
        {
            var read = Answers.Read(_buffer, 0, Math.Min(left, _buffer.Length));
            pixels.Append(_buffer.AsSpan(0, read > 0 ? read : throw new EndOfStreamException()));
            left -= read;
        }
    }

    /// <summary>Its death ends whatever read waits for it.</summary>
    private CancellationTokenSource KillAfter(TimeSpan limit)
    {
        var patience = new CancellationTokenSource(limit);
        patience.Token.Register(Kill);
        return patience;
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
