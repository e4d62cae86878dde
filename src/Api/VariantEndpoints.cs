using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class VariantEndpoints
{
    private const int LongestWait = 60;
    private const string NeedsDraft = "A picture in it was covered since; what shows it uncovered needs a key with the scope draft.";

    public static void MapVariants(this IEndpointRouteBuilder routes)
    {
        var variants = routes.MapGroup("").WithTags("Contents").Needs(Scopes.Read);
        variants.MapGet("/v1/contents/{id}/variants", List).Produces<PageView<VariantView>>();
        variants.MapGet("/v1/variants/{id}/files/{number:int}", File).Produces(200);
    }

    /// <summary>With <c>?wait=</c> seconds it answers once nothing is rendering, or when they are over.</summary>
    private static async Task<IResult> List(
        string id,
        Caller caller,
        Store store,
        Rendering rendering,
        Signals signals,
        TimeProvider time,
        CancellationToken cancellationToken,
        int? wait = null
    )
    {
        if (wait is < 0 or > LongestWait)
        {
            return Problems.Invalid("wait", "out_of_range", $"wait is a number of seconds from 0 to {LongestWait}; it is {wait}.");
        }

        var start = time.GetTimestamp();
        while (true)
        {
            // Taken before looking, so that what happens in between is not slept through.
            var pulse = signals.Events.Next;
            if (await ReadAsync(id, caller, store, cancellationToken) is not { } variants)
            {
                return Problems.NotFound();
            }

            var left = TimeSpan.FromSeconds(wait ?? 0) - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || variants.TrueForAll(variant => variant.State is not VariantState.Rendering))
            {
                return Reply.Ok(
                    new PageView<VariantView>([.. variants.Select(variant => VariantView.Of(variant, rendering.ProgressOf(variant)))], null)
                );
            }

            await pulse.OrAfterAsync(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private static async Task<List<StoredVariant>?> ReadAsync(string id, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.FindContentAsync(id, caller, cancellationToken) is var (stored, _)
            ? await db.CurrentVariantsAsync(stored, caller, cancellationToken)
            : null;
    }

    private static async Task<IResult> File(
        string id,
        int number,
        HttpContext context,
        Caller caller,
        Store store,
        MediaStore files,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var variant = await db.Variants.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return
            variant?.Document is { } document
            && caller.Sees(variant.ChannelId)
            && !await db.HidesAsync(variant.ContentId, caller, cancellationToken)
            && VariantView.FileAt(document, number) is { } file
            && !await Uncovered.IsGoneAsync(db, variant, cancellationToken)
            ? !caller.Has(Scopes.Draft) && await Uncovered.ShowsAsync(db, variant, cancellationToken)
                ? Problems.Forbidden(NeedsDraft)
                : await MediaFile.SendAsync(context, files, file.Sha256, file.MediaType, cancellationToken)
            : Problems.NotFound();
    }
}
