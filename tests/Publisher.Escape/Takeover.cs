using System.Diagnostics.CodeAnalysis;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Escape;

/// <summary>What a taken-over decoder does with the next picture.</summary>
internal static class Takeover
{
    /// <summary>Who tries to get out answers with pixels when that succeeds, and calls the picture unreadable when it does not.</summary>
    public static void Act(string act, string argument, Stream answers)
    {
        switch (act)
        {
            case "spin":
                Spin();
                break;
            case "die":
                Environment.FailFast(null);
                break;
            case "grow":
                DecodeWire.WriteSize(answers, 20_000, 20_000, 3);
                break;
            case "swap":
                DecodeWire.WriteSize(answers, 60, 40, 5);
                break;
            case "flood":
                DecodeWire.WriteSize(answers, 60, 40, 3);
                DecodeWire.WriteStrip(answers, new byte[60 * 40 * 3 * 2]);
                break;
            case "negative":
                DecodeWire.WriteSize(answers, -60, -40, 3);
                break;
            case "silent":
                DecodeWire.WriteSize(answers, 60, 40, 3);
                Spin();
                break;
            default:
                Tell(Attempts.Succeeds(act, argument), answers);
                break;
        }
    }

    private static void Tell(bool success, Stream answers)
    {
        if (!success)
        {
            DecodeWire.WriteUnreadable(answers, sizeIsSent: false);
            return;
        }

        DecodeWire.WriteSize(answers, 60, 40, 3);
        DecodeWire.WriteStrip(answers, new byte[60 * 40 * 3]);
    }

    [DoesNotReturn]
    private static void Spin()
    {
        while (true) { }
    }
}
