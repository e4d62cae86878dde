using Publisher.Channels.Imaging.Decoding;
using Publisher.Decoder;

namespace Publisher.Escape;

/// <summary>
/// A decoder that a picture has taken over: it is shut in like the real one, unless its last argument is <c>free</c>, and then does what
/// its first argument says. No part of the service; only the tests start it.
/// </summary>
public static class EscapeProgram
{
    public static int Main(string[] args)
    {
        using var requests = StandardStreams.OpenInput();
        using var answers = StandardStreams.OpenOutput();
        StandardStreams.Silence();
        WarmUp.Run();
        Attempts.Prepare();
        DecodeWire.WriteHello(answers, args is [.., "free"] ? Fetter.SystemCalls : Confinement.Close());
        while (DecodeWire.ReadRequest(requests) is not null)
        {
            Takeover.Act(args[0], args.ElementAtOrDefault(1) ?? "", answers);
        }

        return 0;
    }
}
