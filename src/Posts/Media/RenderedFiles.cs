using Publisher.Channels.Composing;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>What has been rendered, in the store and held there until this is disposed, after the commit of the rows that name it.</summary>
internal sealed class RenderedFiles(MediaStore files, FileHolds holds) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _held = [];

    public async Task KeepAsync(Composition result, CancellationToken cancellationToken)
    {
        if (result is not Composition.Ready { Files.Count: > 0 } ready)
        {
            return;
        }

        _held.Add(await holds.HoldAsync(ready.Files.Select(file => file.Sha256), cancellationToken));
        foreach (var file in ready.Files)
        {
            await files.PutAsync(file.Sha256, file.Bytes, file.MediaType, cancellationToken);
        }
    }

    /// <summary>Every file that the variant names, the uploads that go out as they are among them.</summary>
    public static IEnumerable<string> NamesOf(Composition result) =>
        (result as Composition.Ready)?.Variant.Parts.SelectMany(part => part.Files).Select(file => file.Sha256).Distinct() ?? [];

    public async ValueTask DisposeAsync()
    {
        foreach (var held in _held)
        {
            await held.DisposeAsync();
        }
    }
}
