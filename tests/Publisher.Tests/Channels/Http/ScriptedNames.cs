using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

/// <summary>A DNS of our own: each question for a name gets the next of its answers, and the last one from then on. Only what is allowed is ever connected.</summary>
internal sealed class ScriptedNames
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _answers = [];
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<string> _reached = new();

    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>What the guard would have connected to.</summary>
    public IReadOnlyList<string> Reached => [.. _reached];

    public ScriptedNames Tell(string name, params string[] addresses)
    {
        var answers = _answers.TryGetValue(name, out var known) ? known : _answers[name] = new Queue<IPAddress[]>();
        answers.Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public EgressGuard Guard(params string[] allowHosts) =>
        new(Options.Create(new EgressOptions { AllowHosts = allowHosts }))
        {
            Resolve = (name, _) => Task.FromResult(Answer(name)),
            Connect = (address, cancellationToken) => ConnectAsync(address, allowHosts, cancellationToken),
        };

    private IPAddress[] Answer(string name)
    {
        if (IPAddress.TryParse(name, out var literal))
        {
            return [literal];
        }

        _asked.Enqueue(name);
        if (!_answers.TryGetValue(name, out var answers))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
    }

    private async Task<Stream> ConnectAsync(IPEndPoint address, string[] allowHosts, CancellationToken cancellationToken)
    {
        _reached.Enqueue(address.ToString());
        if (!allowHosts.Contains(address.ToString()) && !allowHosts.Contains(address.Address.ToString()))
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
