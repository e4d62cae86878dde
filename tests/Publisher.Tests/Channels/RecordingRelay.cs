using System.Text;

namespace Publisher.Tests.Channels;

/// <summary>Passes bytes on to a server and keeps what the client sent.</summary>
internal sealed class RecordingRelay(int server) : Relay(server)
{
    private readonly StringBuilder _sent = new();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>All requests, byte for character.</summary>
    public string Sent
    {
        get
        {
            lock (_sent)
            {
                return _sent.ToString();
            }
        }
    }

    protected override ValueTask PassAsync(ReadOnlyMemory<byte> bytes, bool isRequest, CancellationToken cancellationToken)
    {
        if (isRequest)
        {
            lock (_sent)
            {
                _sent.Append(Encoding.Latin1.GetString(bytes.Span));
            }
        }

        return ValueTask.CompletedTask;
    }
}
