using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Publisher.Posts;
using Publisher.Posts.Record;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

[Trait("Requirement", "PRV-15")]
public sealed class FreedSpaceTests(PostgresServer postgres)
{
    private const string Canary = "kanarischerVogel";
    private const int Rows = 400;
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleted_rows_are_in_no_file_once_the_log_is_emptied_and_the_database_rewritten()
    {
        await using var diary = await TestDiary.OpenAsync();
        var folder = diary.Get<DataDirectory>().Path;
        await FillAsync(diary);
        Assert.NotEmpty(Found(folder));

        await DeleteAsync(diary);
        var isEmptied = await diary.Get<FreedSpace>().EmptyLogAsync(_cancellationToken);
        var isRewritten = await diary.Get<FreedSpace>().RewriteAsync(_cancellationToken);

        Assert.Equal((true, true), (isEmptied, isRewritten));
        Assert.Empty(Found(folder));
        var log = new FileInfo(Path.Combine(folder, "publisher.db-wal"));
        Assert.True(!log.Exists || log.Length == 0); // it goes with the last connection
    }

    [Fact]
    public async Task A_reader_in_the_way_is_told_of_and_the_log_is_emptied_when_it_is_gone()
    {
        await using var diary = await TestDiary.OpenAsync();
        await FillAsync(diary);
        bool inTheWay;
        await using (var reader = diary.Store.Read())
        {
            await reader.Database.OpenConnectionAsync(_cancellationToken);
            await reader.Database.ExecuteSqlRawAsync("BEGIN", _cancellationToken);
            await reader.ProtectedNames.CountAsync(_cancellationToken);
            await DeleteAsync(diary);
            inTheWay = await diary.Get<FreedSpace>().EmptyLogAsync(_cancellationToken);
            await reader.Database.ExecuteSqlRawAsync("ROLLBACK", _cancellationToken);
        }

        Assert.False(inTheWay);
        Assert.True(await diary.Get<FreedSpace>().EmptyLogAsync(_cancellationToken));
    }

    [Fact]
    public async Task On_postgresql_deleted_rows_are_in_no_file_of_the_tables_once_they_are_rewritten()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var diary = await TestDiary.OpenAsync(postgres: database);
        await FillAsync(diary);
        Assert.NotEmpty(await FoundInTablesAsync(database));

        await DeleteAsync(diary);
        while (!await diary.Get<FreedSpace>().RewriteAsync(_cancellationToken)) // the database's own cleaning may be in the way
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        Assert.Empty(await FoundInTablesAsync(database));
    }

    /// <summary>Of many lengths and deleted between others, so that rows move from page to page.</summary>
    private static async Task FillAsync(TestDiary diary)
    {
        for (var batch = 0; batch < 8; batch++)
        {
            await diary.WriteAsync(scope =>
            {
                for (var row = 0; row < Rows / 8; row++)
                {
                    var label = string.Concat(Enumerable.Repeat($"{Canary} ", 1 + row * 7 % 90));
                    scope.Db.ProtectedNames.Add(
                        new()
                        {
                            Id = scope.NewId("pn_"),
                            Kind = Publisher.Posts.Safety.ProtectedKind.Phrase,
                            Label = label,
                            Cipher = label,
                            CreatedBy = "editor",
                            CreatedAt = scope.Now,
                        }
                    );
                    scope.Db.Record.Add(Shown(batch, row, scope.Now));
                }
            });
        }
    }

    /// <summary>What a takedown takes the address from.</summary>
    private static RecordEntry Shown(int batch, int row, DateTimeOffset now) =>
        new()
        {
            Hash = Digest.Of($"{batch} {row}"),
            Kind = RecordKind.Text,
            Part = 1,
            ChannelId = "ch_1",
            Network = "mastodon",
            Language = "en",
            At = now,
            Url = $"https://news.example/{Canary}/{row}",
        };

    private static Task DeleteAsync(TestDiary diary) =>
        diary.Store.WriteAsync(
            async scope =>
            {
                await scope.Db.ProtectedNames.ExecuteDeleteAsync(_cancellationToken);
                await scope.Db.Record.ExecuteUpdateAsync(shown => shown.SetProperty(entry => entry.Url, (string?)null), _cancellationToken);
            },
            _cancellationToken
        );

    private static IReadOnlyList<string> Found(string folder) => ByteSearch.Find(folder, Encoding.UTF8.GetBytes(Canary));

    private static async Task<IReadOnlyList<string>> FoundInTablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(_cancellationToken);
        await using (var flush = new NpgsqlCommand("CHECKPOINT", connection))
        {
            await flush.ExecuteNonQueryAsync(_cancellationToken);
        }

        await using var folder = new NpgsqlCommand(
            "SELECT current_setting('data_directory') || '/' || regexp_replace(pg_relation_filepath('protected_names'), '/[0-9]+$', '')",
            connection
        );
        return Found((string)(await folder.ExecuteScalarAsync(_cancellationToken))!);
    }
}
