namespace Publisher.Posts.Media;

/// <summary>
/// One hold on each file of the media store at a time: whoever puts a file holds it until its row is written, and whoever destroys it
/// until it is gone, so that neither pulls it from under the other. Holds within this process.
/// </summary>
public sealed class FileHolds
{
    private readonly Dictionary<string, Gate> _gates = [];

    /// <summary>Waits until all of them are free; dispose what is returned.</summary>
    public async Task<IDisposable> TakeAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var held = new Held(this);
        try
        {
            // Always in one order, so that two who want the same files never wait for each other.
            foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
            {
                await EnterAsync(name, cancellationToken);
                held.Names.Add(name);
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return held;
    }

    private async Task EnterAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await Want(name).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(name, wasHeld: false);
            throw;
        }
    }

    private SemaphoreSlim Want(string name)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(name, out var gate))
            {
                _gates.Add(name, gate = new Gate());
            }

            gate.Wanted++;
            return gate.Free;
        }
    }

    private void Leave(string name, bool wasHeld)
    {
        lock (_gates)
        {
            var gate = _gates[name];
            if (wasHeld)
            {
                gate.Free.Release();
            }

            if (--gate.Wanted == 0)
            {
                _gates.Remove(name);
                gate.Free.Dispose();
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Free { get; } = new(1);
        public int Wanted { get; set; }
    }

    private sealed class Held(FileHolds holds) : IDisposable
    {
        public List<string> Names { get; } = [];

        public void Dispose()
        {
            Names.ForEach(name => holds.Leave(name, wasHeld: true));
            Names.Clear();
        }
    }
}
