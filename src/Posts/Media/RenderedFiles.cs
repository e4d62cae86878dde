using Publisher.Channels.Composing;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>The files of variants: kept from being destroyed until the rows that name them are written.</summary>
public sealed class RenderedFiles(MediaStore files, FileHolds holds, Signals signals)
{
    /// <summary>Puts what was drawn into the media store. Dispose what is returned once the rows are written.</summary>
    public async Task<IDisposable> KeepAsync(IReadOnlyList<Composition.Ready> variants, CancellationToken cancellationToken)
    {
        var hold = await holds.TakeAsync(variants.SelectMany(Names), cancellationToken);
        try
        {
            foreach (var file in variants.SelectMany(variant => variant.Files))
            {
                await files.PutAsync(file.Sha256, file.Bytes, file.MediaType, cancellationToken);
            }

            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>A picture in it was covered for good while it was being drawn: its files go as well.</summary>
    public async Task ForgetGoneAsync(WriteScope scope, StoredVariant row, Composition.Ready variant, CancellationToken cancellationToken)
    {
        if (await Uncovered.IsGoneAsync(scope.Db, row, cancellationToken))
        {
            await FileDestruction.ScheduleAsync(scope, Names(variant), signals, cancellationToken);
        }
    }

    private static IEnumerable<string> Names(Composition.Ready ready) =>
        ready.Variant.Parts.SelectMany(part => part.Files).Select(file => file.Sha256);
}
