using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Publisher.Tests.Channels.Http;

/// <summary>A server below HTTP, to misbehave in ways that no web framework would.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public RawServer(Func<RawConnection, Task> serve)
    {
        _listener.Start();
        _accepting = AcceptAsync(serve);
    }

    public int Connections => _connections;

    public Uri Address => new($"http://127.0.0.1:{Port}/base");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Reads the request, then answers with these lines and closes.</summary>
    public static RawServer Answering(string answer) =>
        new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<RawConnection, Task> serve)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client, serve);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, Func<RawConnection, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(new RawConnection(client, _stop.Token));
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away first.
            }
        }
    }
}

internal sealed class RawConnection(TcpClient client, CancellationToken stop)
{
    private readonly NetworkStream _stream = client.GetStream();

    public NetworkStream Stream => _stream;

    public async Task<string> ReadRequestAsync()
    {
        var (head, rest) = await ReadHeadAsync();
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var left = length is null ? 0 : int.Parse(length.Split(":")[1], CultureInfo.InvariantCulture) - rest.Length;
        var body = new byte[Math.Max(0, left)];
        await _stream.ReadExactlyAsync(body, stop);
        return head + rest + Encoding.UTF8.GetString(body);
    }

    /// <summary>The head with its empty line, and what of the body came with it.</summary>
    public async Task<(string Head, string Start)> ReadHeadAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await _stream.ReadAsync(buffer, stop);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                return (text.ToString(0, end + 4), text.ToString(end + 4, text.Length - end - 4));
            }

            if (read == 0)
            {
                throw new IOException("The client closed before its head was complete.");
            }
        }
    }

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    /// <summary>Ends with a reset rather than a goodbye.</summary>
    public void Reset()
    {
        client.Client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
}
