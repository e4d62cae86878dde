using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Publisher.Crash;

/// <summary>A wire to PostgreSQL that passes a commit on and then breaks, so that nobody hears whether it took place.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private static readonly TimeSpan Working = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] _commit = Encoding.ASCII.GetBytes("COMMIT");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _serving;
    private int _commits;
    private int _lost;

    public Wire(int server)
    {
        _server = server;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Each how manieth commit's answer is lost; 0: none.</summary>
    public int LosesEach { get; set; }

    /// <summary>How many were.</summary>
    public int Lost => _lost;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ConnectAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token))
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, over.Token);
                (client.NoDelay, server.NoDelay) = (true, true);
                var answers = PassAsync(server.GetStream(), client.GetStream(), over.Token);
                var requests = PassRequestsAsync(client.GetStream(), server.GetStream(), over, answers);
                await Task.WhenAny(answers, requests);
                await over.CancelAsync();
                await Task.WhenAll(answers, requests);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One side has left; both are closed.
            }
        }
    }

    private async Task PassRequestsAsync(NetworkStream from, NetworkStream to, CancellationTokenSource over, Task answers)
    {
        var buffer = new byte[65536];
        for (int count; (count = await from.ReadAsync(buffer, over.Token)) > 0; )
        {
            var loses =
                LosesEach > 0
                && buffer.AsSpan(0, count).IndexOf(_commit) >= 0
                && Interlocked.Increment(ref _commits) is var commits
                && commits % LosesEach == 0;
            if (loses)
            {
                await over.CancelAsync(); // no answer passes from here on
                await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await to.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None);
            if (loses)
            {
                Interlocked.Increment(ref _lost);
                await Task.Delay(Working, TimeProvider.System);
                return;
            }
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        for (int count; (count = await from.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
