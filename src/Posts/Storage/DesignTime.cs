using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Publisher.Posts.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without starting the service.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqlitePublisherDb>
{
    public SqlitePublisherDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePublisherDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresPublisherDb>
{
    public PostgresPublisherDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPublisherDb>().UseNpgsql("Host=none").Options);
}
