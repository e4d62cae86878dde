using Publisher.Channels.Imaging;

namespace Publisher.Posts.Media;

/// <summary>What came of an upload. Dispose it: its files go, unless they were stored.</summary>
/// <param name="Original">What is to be kept of it as it came; null when nothing is.</param>
public sealed record ScrubbedUpload(ScrubResult Result, OriginalCopy? Original) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Result is ScrubResult.Clean clean)
        {
            await clean.Content.DisposeAsync();
        }

        if (Original is not null)
        {
            await Original.DisposeAsync();
        }
    }
}
