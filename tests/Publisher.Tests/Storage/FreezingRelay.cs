namespace Publisher.Tests.Storage;

/// <summary>Passes bytes between a client and a server of this machine. Frozen, it takes whatever comes and passes nothing on until it thaws.</summary>
internal sealed class FreezingRelay(int server) : Relay(server)
{
    public bool IsFrozen { get; set; }

    protected override async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, bool isRequest, CancellationToken cancellationToken)
    {
        while (IsFrozen)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }
}
