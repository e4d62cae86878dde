using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Decoder;

/// <summary>
/// Decodes strangers' pictures, and can do nothing else: it reads them from standard input and writes pixels to standard output, as
/// <see cref="DecodeWire"/> says, until the service closes the pipe. <c>check</c> tells instead which of its fetters this machine refuses.
/// </summary>
public static class DecoderProgram
{
    public static int Main(string[] args)
    {
        if (args is ["check"])
        {
            return Check();
        }

        using var requests = StandardStreams.OpenInput();
        using var answers = StandardStreams.OpenOutput();
        StandardStreams.Silence();
        WarmUp.Run();
        DecodeWire.WriteHello(answers, Confinement.Close());
        while (DecodeWire.ReadRequest(requests) is { } request)
        {
            Deadline.Set(DecodeWire.PictureLimit);
            PictureDecoder.Decode(request, answers);
            Deadline.Clear();
        }

        return 0;
    }

    /// <summary>Its output must be a pipe: a file can no longer be written when it has something to tell.</summary>
    private static int Check()
    {
        using var answers = StandardStreams.OpenOutput();
        StandardStreams.Silence();
        WarmUp.Run();
        var lacking = Confinement.Close();
        answers.Write(System.Text.Encoding.UTF8.GetBytes(Fetters.Describe(lacking) + "\n"));
        return lacking == Fetter.None ? 0 : 1;
    }
}
