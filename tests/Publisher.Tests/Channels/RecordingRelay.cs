using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Publisher.Tests.Channels;

/// <summary>Passes bytes on to a server and keeps what the client sent.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly StringBuilder _sent = new();
    private readonly Task _accepting;

    public RecordingRelay(int port)
    {
        _listener.Start();
        _accepting = AcceptAsync(port);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

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

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(int port)
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token), port);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client, int port)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), isRequest: true),
                CopyAsync(server.GetStream(), client.GetStream(), isRequest: false)
            );
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isRequest)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                if (isRequest)
                {
                    lock (_sent)
                    {
                        _sent.Append(Encoding.Latin1.GetString(buffer, 0, read));
                    }
                }

                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away; the other follows.
        }
    }
}
