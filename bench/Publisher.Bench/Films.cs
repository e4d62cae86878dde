using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>Films that the service renders, one after the other, while something else is measured.</summary>
internal sealed class Films : IAsyncDisposable
{
    private const int ChannelNumber = 90_000; // apart from those that are measured

    private readonly CancellationTokenSource _end = new();
    private readonly Task _rendering;
    private int _made;

    private Films(Workbench bench, string channel) => _rendering = RenderAsync(bench, channel);

    /// <summary>Begins, and returns when the first is under way.</summary>
    public static async Task<Films> StartAsync(Workbench bench, CancellationToken cancellationToken) =>
        new(bench, await bench.OpenChannelAsync("tiktok", "vertical_video", ChannelNumber, cancellationToken));

    /// <exception cref="DemoFailure">None was under way all the time.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_rendering.IsCompleted)
        {
            throw new DemoFailure("The films ended before what was measured.");
        }

        await _end.CancelAsync();
        await _rendering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        Console.WriteLine($"{_made} films were made beside it, and one begun");
    }

    private async Task RenderAsync(Workbench bench, string channel)
    {
        for (; ; _made++)
        {
            await bench.WriteAsync([channel], _end.Token);
        }
    }
}
