namespace Publisher.Posts.Storage;

/// <summary>Wakes the loops of this process when there is something for them; whoever misses a pulse finds the work by its next sweep.</summary>
public sealed class Signals
{
    public Signal Events { get; } = new();
    public Signal Rendering { get; } = new();
    public Signal Delivery { get; } = new();

    /// <summary>A call has ended: its channel may send the next post.</summary>
    public Signal Landing { get; } = new();

    /// <summary>Something waits to be read for protected names.</summary>
    public Signal Guarding { get; } = new();

    /// <summary>Something was deleted that must leave no byte behind.</summary>
    public Signal Wiping { get; } = new();

    /// <summary>The disk is full.</summary>
    public Signal Shortage { get; } = new();
}

/// <summary>A pulse that many can wait for.</summary>
public sealed class Signal
{
    private TaskCompletionSource _next = Fresh();

    public void Pulse() => Interlocked.Exchange(ref _next, Fresh()).TrySetResult();

    /// <summary>Completes at the next pulse. Take it before looking for work, so that none is missed in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Waiting with a limit, on the clock that is injected.</summary>
public static class SignalWaiting
{
    /// <summary>Waits for the pulse or for <paramref name="atMost"/>, whichever is first.</summary>
    public static Task OrAfterAsync(this Task pulse, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        OrAfterAsync([pulse], atMost, time, cancellationToken);

    /// <summary>The same for several. Not for one <c>WhenAny</c> of them: each would hang on a signal until that is pulsed, for days.</summary>
    public static async Task OrAfterAsync(
        this IReadOnlyCollection<Task> pulses,
        TimeSpan atMost,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. pulses, Task.Delay(atMost, time, limit.Token)]);
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
