using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;
using Publisher.Posts.Storage.Compiled;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

public sealed class StorageTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_migrations_make_exactly_the_model(string storage)
    {
        await using var diary = await OpenAsync(storage);
        await using var db = diary.Store.Read();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The compiled model is made by a tool and kept in the tree: whoever forgets it is told here.</summary>
    [Fact]
    public async Task The_compiled_model_is_the_model()
    {
        await using var diary = await OpenAsync("sqlite");
        await using var db = diary.Store.Read();
        var designed = db.GetService<IDesignTimeModel>().Model;

        Assert.IsType<SqlitePublisherDbModel>(db.Model, exactMatch: false);
        Assert.Equal(Lines(designed), Lines(db.Model));

        static string[] Lines(IModel model) =>
            [
                .. model.GetRelationalModel().Tables.Select(table => table.ToDebugString(MetadataDebugStringOptions.ShortDefault)),
                .. model.GetEntityTypes().SelectMany(Parts),
            ];

        static IEnumerable<string> Parts(IEntityType entity) =>
            [
                .. entity.GetProperties().Select(Line),
                .. entity.GetComplexProperties().Select(part => $"{part}"),
                .. entity.GetKeys().Select(key => $"{key}"),
                .. entity.GetForeignKeys().Select(key => $"{key} {key.DeleteBehavior}"),
                .. entity.GetIndexes().Select(index => $"{index} {index.GetDatabaseName()} {index.GetFilter()}"),
            ];

        static string Line(IProperty property) =>
            $"{property.DeclaringType.Name}.{property.Name} {property.ClrType} {property.GetColumnName()} {property.GetColumnType()} "
            + $"{property.IsNullable} {property.GetMaxLength()} {property.IsConcurrencyToken} {property.ValueGenerated} "
            + $"{property.GetTypeMapping().Converter?.ProviderClrType}";
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("secure_delete", "1")]
    [Trait("Requirement", "REL-03")]
    [Trait("Requirement", "PRV-15")]
    public async Task What_durability_rests_on_holds_on_every_connection(string pragma, string expected)
    {
        await using var diary = await OpenAsync("sqlite");
        await using var first = diary.Store.Read();
        await using var second = diary.Store.Read();

        foreach (var db in new[] { first, second })
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            Assert.Equal(expected, $"{await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Nothing_of_a_transaction_that_fails_stays_and_nothing_is_told(string storage)
    {
        await using var diary = await OpenAsync(storage);
        var ran = false;

        await Assert.ThrowsAsync<TimeoutException>(() =>
            diary.WriteAsync(scope =>
            {
                scope.Tell("content.created", new { contentId = "c_1" });
                scope.AfterCommit(() => ran = true);
                throw new TimeoutException();
            })
        );

        await using var db = diary.Store.Read();
        Assert.Empty(await db.Events.ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(ran);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Events_of_many_writers_are_seen_in_the_order_of_their_numbers(string storage)
    {
        await using var diary = await OpenAsync(storage);
        var seen = new List<long>();
        using var done = new CancellationTokenSource();

        var reader = Task.Run(
            async () =>
            {
                for (var last = false; !last; )
                {
                    last = done.IsCancellationRequested;
                    var after = seen.Count == 0 ? 0 : seen[^1];
                    await using var db = diary.Store.Read();
                    seen.AddRange(
                        await db
                            .Events.Where(row => row.Sequence > after)
                            .OrderBy(row => row.Sequence)
                            .Select(row => row.Sequence)
                            .ToListAsync()
                    );
                }
            },
            TestContext.Current.CancellationToken
        );
        await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => diary.WriteAsync(scope => scope.Tell("content.created", new { contentId = $"c_{i}" })))
        );
        await done.CancelAsync();
        await reader;

        Assert.Equal(40, seen.Count);
    }

    [Fact]
    [Trait("Requirement", "REL-13")]
    public async Task A_second_process_on_the_same_directory_is_refused()
    {
        await using var diary = await OpenAsync("sqlite");

        var refused = Assert.Throws<InvalidOperationException>(() => DirectoryLock.Take(diary.Get<DataDirectory>()));

        Assert.Contains("already uses the data directory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "REL-12")]
    public async Task A_cluster_on_SQLite_is_refused()
    {
        await using var diary = await OpenAsync("sqlite");
        using var start = new StorageStart(
            diary.Get<Contexts>(),
            diary.Get<IOptions<StorageOptions>>(),
            Options.Create(new ClusterOptions { Enabled = true }),
            diary.Get<NodeClock>(),
            diary.Get<DataDirectory>()
        );

        await Assert.ThrowsAsync<InvalidOperationException>(() => start.RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_lock_that_a_dead_migration_left_does_not_stop_the_start()
    {
        await using var diary = await OpenAsync("sqlite");
        await using (var db = diary.Store.Read())
        {
            await db.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01')""",
                TestContext.Current.CancellationToken
            );
        }

        await diary
            .Get<StorageStart>()
            .RunAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    [Trait("Requirement", "CP-32")]
    public async Task A_database_that_a_newer_version_wrote_is_refused_in_a_sentence(string storage)
    {
        await using var diary = await OpenAsync(storage);
        await diary.Store.WriteAsync(
            scope =>
                scope.Db.Database.ExecuteSqlRawAsync(
                    """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Newer', '99.0.0')""",
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            diary.Get<StorageStart>().RunAsync(TestContext.Current.CancellationToken)
        );

        Assert.Contains("newer version of Publisher", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("29991231235959_Newer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task A_secret_cannot_be_moved_to_another_row()
    {
        await using var diary = await OpenAsync("sqlite");
        var secrets = diary.Get<Secrets>();
        var cipher = secrets.Protect("channels", "credentials", "ch_1", "canary-4711");

        Assert.Equal("canary-4711", secrets.Unprotect("channels", "credentials", "ch_1", cipher));
        Assert.Throws<CryptographicException>(() => secrets.Unprotect("channels", "credentials", "ch_2", cipher));
        Assert.DoesNotContain("canary", cipher, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-14")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_key_file_is_for_its_owner_only_and_the_ring_is_not_readable_without_it()
    {
        await using var diary = await OpenAsync("sqlite");
        diary.Get<Secrets>().Protect("channels", "credentials", "ch_1", "canary-4711");
        var directory = diary.Get<DataDirectory>();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.File("ring-key")));
        var ring = await File.ReadAllTextAsync(Directory.GetFiles(directory.File("keys")).Single(), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<masterKey", ring, StringComparison.Ordinal);
        Assert.Contains("encryptedKey", ring, StringComparison.Ordinal);
    }

    private async Task<TestDiary> OpenAsync(string storage) =>
        await TestDiary.OpenAsync(postgres: storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
}
