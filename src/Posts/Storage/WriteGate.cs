namespace Publisher.Posts.Storage;

/// <summary>Where a writer stands in the line.</summary>
public enum WriteTurn
{
    /// <summary>Behind those who came earlier.</summary>
    InLine,

    /// <summary>Before everybody who is only <see cref="InLine"/>: what is due goes out before what has gone out is noted.</summary>
    First,
}

/// <summary>
/// Lets writers through one at a time. SQLite takes one writer; waiting in line here costs less than its busy retries
/// (eight writers without a gate: p99 106 ms, with it 12 ms). On PostgreSQL it lets everyone through.
/// </summary>
public sealed class WriteGate(bool oneAtATime)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<Pass>> _first = [];
    private readonly Queue<TaskCompletionSource<Pass>> _inLine = [];
    private bool _isTaken;

    /// <summary>Waits for its turn; dispose what is returned.</summary>
    public Task<Pass> EnterAsync(WriteTurn turn, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!oneAtATime)
        {
            return Task.FromResult(default(Pass));
        }

        var waiter = new TaskCompletionSource<Pass>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.FromResult(new Pass(this));
            }

            (turn is WriteTurn.First ? _first : _inLine).Enqueue(waiter);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    private static async Task<Pass> WaitAsync(TaskCompletionSource<Pass> waiter, CancellationToken cancellationToken)
    {
        // Whoever left is passed over when its turn comes.
        await using var leaving = cancellationToken.UnsafeRegister(
            static (left, token) => ((TaskCompletionSource<Pass>)left!).TrySetCanceled(token),
            waiter
        );
        return await waiter.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (_first.TryDequeue(out var next) || _inLine.TryDequeue(out next))
            {
                if (next.TrySetResult(new Pass(this)))
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    public readonly struct Pass(WriteGate? gate) : IDisposable
    {
        public void Dispose() => gate?.Leave();
    }
}
