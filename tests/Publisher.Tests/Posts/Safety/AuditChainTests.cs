using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Posts.Safety;

/// <summary>A chain that was tampered with by somebody who may write the database and has no key.</summary>
[Trait("Requirement", "PRV-14")]
public sealed class AuditChainTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("publisher-heads-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, long?> Tampered { get; } =
        new()
        {
            { "UPDATE audit SET person = 'other' WHERE sequence = 3", 3 },
            { "UPDATE audit SET subject = 'c_9' WHERE sequence = 1", 1 },
            { "UPDATE audit SET details = NULL WHERE sequence = 2", 2 },
            { "UPDATE audit SET at = at + 1 WHERE sequence = 4", 4 },
            { "DELETE FROM audit WHERE sequence = 2", 2 },
            { "DELETE FROM audit WHERE sequence = 1", 1 },
            { "DELETE FROM audit WHERE sequence > 4", 5 },
            { "DELETE FROM audit", 1 },
            {
                "UPDATE audit SET sequence = 99 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 99",
                2
            },
            { "UPDATE audit SET hash = '00' WHERE sequence = 5", 5 },
            { "DELETE FROM kept_keys WHERE purpose = 'audit'", 1 },
        };

    public void Dispose() => _elsewhere.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task What_was_changed_removed_moved_or_cut_off_shows(string sql, long? firstBroken)
    {
        await using var app = App();
        await ActAsync(app, 6);
        await app.Services.GetRequiredService<AuditHeads>().ExportAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new AuditVerdict(true, 6, null, null), await VerifyAsync(app));

        await TamperAsync(app, sql);

        var verdict = await VerifyAsync(app);
        Assert.Equal((false, firstBroken), (verdict.Ok, verdict.FirstBroken));
        Assert.NotNull(verdict.Why);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_shows_only_by_a_head_that_was_exported()
    {
        await using var app = App(headFile: null);
        await ActAsync(app, 6);

        await TamperAsync(app, "DELETE FROM audit WHERE sequence > 4");

        Assert.Equal(new AuditVerdict(true, 4, null, null), await VerifyAsync(app));
    }

    [Fact]
    public async Task Heads_that_somebody_else_wrote_do_not_count()
    {
        await using var app = App();
        await ActAsync(app, 6);
        var heads = app.Services.GetRequiredService<AuditHeads>();
        await heads.ExportAsync(TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(HeadFile, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(HeadFile, text.Replace(":6,", ":4,", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await TamperAsync(app, "DELETE FROM audit WHERE sequence > 4");

        Assert.False((await VerifyAsync(app)).Ok);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acts_at_the_same_time_stand_one_after_the_other(bool onPostgres)
    {
        await using var app = new PublisherApp(_time, onPostgres ? await postgres.NewDatabaseAsync() : null);
        _ = app.Store;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ActAsync(app, 1))));

        Assert.Equal(new AuditVerdict(true, 40, null, null), await VerifyAsync(app));
    }

    [Fact]
    public async Task A_head_is_exported_once_and_in_order()
    {
        await using var app = App();
        await ActAsync(app, 2);
        var heads = app.Services.GetRequiredService<AuditHeads>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => heads.ExportAsync(TestContext.Current.CancellationToken)));
        await ActAsync(app, 1);
        await heads.ExportAsync(TestContext.Current.CancellationToken);

        var exported = (await heads.ReadAsync(TestContext.Current.CancellationToken)).Select(head => head.Sequence).ToList();
        Assert.Equal([2, 3], exported[^2..]); // the service itself may have exported the first act at its start
        Assert.Equal(exported.Distinct().Order(), exported);
    }

    [Fact]
    public async Task With_another_key_ring_the_old_entries_cannot_be_vouched_for_and_new_ones_are_written()
    {
        await using var app = App(headFile: null);
        await ActAsync(app, 2);
        await TamperAsync(app, "UPDATE kept_keys SET cipher = 'lost' WHERE purpose = 'audit'");
        await using var next = new PublisherApp(_time, directory: Copy(app));

        await ActAsync(next, 1);

        var verdict = await VerifyAsync(next);
        Assert.Equal((false, 1L), (verdict.Ok, verdict.FirstBroken));
        Assert.Contains("key ring", verdict.Why, StringComparison.Ordinal);
    }

    private string HeadFile => Path.Combine(_elsewhere.FullName, "heads");

    private PublisherApp App() => App(HeadFile);

    private PublisherApp App(string? headFile) => new(_time, settings: headFile is null ? [] : [("Audit:HeadFile", headFile)]);

    private string Copy(PublisherApp app)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_elsewhere.FullName, "copy")).FullName;
        foreach (var file in Directory.EnumerateFiles(app.Directory).Where(file => Path.GetFileName(file) is not "lock"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    private static async Task ActAsync(PublisherApp app, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await app.Store.WriteAsync(
                scope =>
                {
                    scope.Actor = "writer";
                    scope.Audit("content.edit", "c_1", new Dictionary<string, string> { ["hash"] = "ab" });
                    return Task.CompletedTask;
                },
                TestContext.Current.CancellationToken
            );
        }
    }

    private static Task TamperAsync(PublisherApp app, string sql) =>
        app.Store.WriteAsync(
            scope => scope.Db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

    private static async Task<AuditVerdict> VerifyAsync(PublisherApp app)
    {
        await using var db = app.Store.Read();
        var heads = await app.Services.GetRequiredService<AuditHeads>().ReadAsync(TestContext.Current.CancellationToken);
        return await app.Services.GetRequiredService<AuditChain>().VerifyAsync(db, heads, TestContext.Current.CancellationToken);
    }
}
