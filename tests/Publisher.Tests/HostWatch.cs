using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;

[assembly: AssemblyFixture(typeof(Publisher.Tests.HostWatch))]

namespace Publisher.Tests;

/// <summary>
/// PRV-17: writes down every address that is connected to and every name that is asked for while the whole suite runs, as the runtime itself
/// tells of them, and fails the run if one of them is not this machine.
/// </summary>
public sealed class HostWatch : EventListener
{
    private readonly ConcurrentDictionary<string, byte> _foreign = new();
    private volatile bool _seen;

    /// <summary>The runtime has told of anything at all.</summary>
    public bool Sees => _seen;

    /// <summary>What has been called or asked for so far that is not this machine.</summary>
    public IReadOnlyCollection<string> Foreign => [.. _foreign.Keys.Order(StringComparer.Ordinal)];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is not ("ConnectStart" or "ResolutionStart") || eventData.Payload is not [string target, ..])
        {
            return;
        }

        _seen = true;
        if (eventData.EventName is "ConnectStart" ? !IsOwnAddress(target) : !IsOwnName(target))
        {
            _foreign.TryAdd($"{eventData.EventName} {target}", 0);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        Assert.Empty(Foreign);
        GC.SuppressFinalize(this);
    }

    /// <remarks>Names under <c>.invalid</c> belong to nobody, and no resolver may ask further for them (RFC 6761).</remarks>
    internal static bool IsOwnName(string name) =>
        name is "localhost" or ""
        || name == Dns.GetHostName()
        || name.EndsWith(".invalid", StringComparison.Ordinal)
        || IPAddress.TryParse(name, out _);

    /// <param name="address">A socket's address as the runtime writes it: family, length and bytes in braces.</param>
    internal static bool IsOwnAddress(string address)
    {
        var (family, bytes) = (address.Split(':')[0], address[(address.IndexOf('{', StringComparison.Ordinal) + 1)..].TrimEnd('}'));
        var parts = bytes.Split(',');
        return family switch
        {
            "Unix" => true,
            // Two bytes of port, then the address.
            "InterNetwork" => parts.ElementAtOrDefault(2) is "127",
            "InterNetworkV6" => parts.Length >= 22 && (IsOne(parts[6..22]) || IsMapped(parts[6..22])),
            _ => false,
        };
    }

    private static bool IsOne(string[] address) => address[..15].All(part => part is "0") && address[15] is "1";

    private static bool IsMapped(string[] address) => address[10] is "255" && address[11] is "255" && address[12] is "127";
}
