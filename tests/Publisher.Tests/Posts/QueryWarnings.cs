using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Posts;

/// <summary>What the database library only warns of fails a test.</summary>
internal static class QueryWarnings
{
    /// <summary>A query that takes some rows without saying in which order takes any.</summary>
    public static IServiceCollection RefuseUnorderedLimits(this IServiceCollection services) =>
        services.ConfigureDbContext<SqlitePublisherDb>(Refuse).ConfigureDbContext<PostgresPublisherDb>(Refuse);

    private static void Refuse(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings =>
            warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning)
        );
}
