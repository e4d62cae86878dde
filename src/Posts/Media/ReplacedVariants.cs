using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Forgets variants that an edit replaced and no post was made of, with their files. The words of a revision stay as long as its content.</summary>
public sealed class ReplacedVariants(Store store, TimeProvider time)
{
    /// <summary>Whoever looks at one right now shall not lose its pictures on the way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int Most = 500;

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        while (await ForgetSomeAsync(cancellationToken) == Most)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Deletes the files' rows of these variants, and has those files destroyed that nothing else names.</summary>
    internal static async Task LetGoAsync(WriteScope scope, IQueryable<string> variantIds, CancellationToken cancellationToken)
    {
        var files = scope.Db.VariantFiles.Where(row => variantIds.Contains(row.VariantId));
        scope.Destroys([.. await files.Select(row => row.Sha256).Distinct().ToListAsync(cancellationToken)]);
        await files.ExecuteDeleteAsync(cancellationToken);
        await scope.Db.GuardVerdicts.Where(row => variantIds.Contains(row.VariantId)).ExecuteDeleteAsync(cancellationToken);
    }

    private Task<int> ForgetSomeAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Grace;
        return store.WriteAsync(
            async scope =>
            {
                var db = scope.Db;
                var replaced =
                    from variant in db.Variants
                    join content in db.Contents on variant.ContentId equals content.Id
                    where
                        (variant.Superseded || variant.Revision < content.Revision)
                        && variant.State != VariantState.Rendering
                        && variant.CreatedAt < oldest
                        && !db.Posts.Any(post => post.ContentId == variant.ContentId && post.VariantId == variant.Id)
                    orderby variant.Id
                    select variant.Id;
                var ids = await replaced.Take(Most).ToListAsync(cancellationToken);
                if (ids.Count > 0)
                {
                    var rows = db.Variants.Where(row => ids.Contains(row.Id));
                    await LetGoAsync(scope, rows.Select(row => row.Id), cancellationToken);
                    await rows.ExecuteDeleteAsync(cancellationToken);
                }

                return ids.Count;
            },
            cancellationToken
        );
    }
}
