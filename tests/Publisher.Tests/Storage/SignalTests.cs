using System.Runtime.CompilerServices;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Storage;

public sealed class SignalTests
{
    [Fact]
    public async Task Whichever_of_several_is_pulsed_ends_the_waiting()
    {
        var (one, other) = (new Signal(), new Signal());
        var waiting = new[] { one.Next, other.Next }.OrAfterAsync(
            TimeSpan.FromHours(1),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        Assert.False(waiting.IsCompleted);

        other.Pulse();

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>Loops wait each second on signals that are not pulsed for days.</summary>
    [Fact]
    public async Task Whoever_waited_in_vain_leaves_nothing_on_the_signal()
    {
        var (one, other) = (new Signal(), new Signal());
        var left = await WaitInVainAsync(one, other);

        for (var tries = 0; tries < 20 && left.Exists(timer => timer.IsAlive); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(left, timer => timer.IsAlive);
        GC.KeepAlive(one);
        GC.KeepAlive(other);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> WaitInVainAsync(Signal one, Signal other)
    {
        var time = new RememberingTime();
        for (var round = 0; round < 3; round++)
        {
            await new[] { one.Next, other.Next }.OrAfterAsync(TimeSpan.FromMilliseconds(1), time, CancellationToken.None);
        }

        return time.Waits;
    }

    /// <summary>Remembers, without holding it, what each timer was made for.</summary>
    private sealed class RememberingTime : TimeProvider
    {
        public List<WeakReference> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(new WeakReference(state));
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
