using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Posts.Media;

[Trait("Requirement", "PRV-15")]
public sealed class MediaPurgeTests(PostgresServer postgres)
{
    private const int Turns = 40;
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_on_the_list_is_destroyed_unless_a_row_names_it(string storage)
    {
        await using var diary = await OpenAsync(storage);
        var (gone, named) = (await PutAsync(diary, "gone"), await PutAsync(diary, "named"));
        await diary.WriteAsync(scope =>
        {
            scope.Db.VariantFiles.Add(new FileOfVariant { Sha256 = named, VariantId = "v_1" });
            scope.Destroys(gone, named, gone);
        });

        var isDone = await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.True(isDone);
        Assert.Equal([named], await NamesAsync(diary));
        Assert.Equal(0, await WaitingAsync(diary));
    }

    [Fact]
    public async Task A_process_that_died_after_the_file_and_before_its_entry_is_finished_by_the_next()
    {
        await using var diary = await OpenAsync("sqlite");
        var (half, whole) = (await PutAsync(diary, "half"), await PutAsync(diary, "whole"));
        await diary.WriteAsync(scope => scope.Destroys(half, whole));
        await diary.Get<MediaStore>().DeleteAsync(half, _cancellationToken);

        await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.Empty(await NamesAsync(diary));
        Assert.Equal(0, await WaitingAsync(diary));
    }

    [Fact]
    public async Task A_deletion_that_is_rolled_back_destroys_nothing()
    {
        await using var diary = await OpenAsync("sqlite");
        var name = await PutAsync(diary, "kept");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            diary.WriteAsync(scope =>
            {
                scope.Destroys(name);
                throw new InvalidOperationException("Somebody was faster.");
            })
        );
        await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.Equal([name], await NamesAsync(diary));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_file_that_is_put_again_right_now_lives_and_a_row_never_names_one_that_is_gone(string storage)
    {
        await using var diary = await OpenAsync(storage);
        var name = await PutAsync(diary, "again");
        await diary.WriteAsync(scope => scope.Destroys(name));

        bool wasDone;
        await using (await diary.Get<FileHolds>().HoldAsync([name], _cancellationToken))
        {
            await PutAsync(diary, "again");
            wasDone = await diary.Get<MediaPurge>().RunAsync(_cancellationToken);
            await diary.WriteAsync(scope => scope.Db.VariantFiles.Add(new FileOfVariant { Sha256 = name, VariantId = "v_2" }));
        }

        var isDone = await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.Equal((false, true), (wasDone, isDone));
        Assert.Equal([name], await NamesAsync(diary));
    }

    [Theory]
    [Trait("Requirement", "CP30")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task However_two_nodes_put_and_delete_one_file_at_once_no_row_names_a_missing_one(string storage)
    {
        await using var diary = await OpenAsync(storage);
        var nodes = Enumerable.Range(0, 2).Select(_ => storage == "postgres" ? NewHolds(diary) : diary.Get<FileHolds>()).ToList();

        await Task.WhenAll(
            nodes.SelectMany((holds, node) => new[] { PutOverAndOverAsync(diary, holds, node), DeleteOverAndOverAsync(diary, holds) })
        );
        await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        await using var db = diary.Store.Read();
        var named = await db.VariantFiles.Select(row => row.Sha256).Distinct().ToListAsync(_cancellationToken);
        Assert.Equal(named, await NamesAsync(diary));
        Assert.Equal(0, await WaitingAsync(diary));
    }

    [Fact]
    public async Task The_nodes_of_a_cluster_hold_names_for_each_other()
    {
        var database = await postgres.NewDatabaseAsync();
        var options = Options.Create(new StorageOptions { Provider = "postgres", ConnectionString = database });
        var (here, there) = (new FileHolds(options), new FileHolds(options));
        string[] both = [new string('a', 64), new string('b', 64)];

        await using var held = await here.HoldAsync(both[..1], _cancellationToken);
        await using var alsoHeld = await there.HoldAsync(both[..1], _cancellationToken);
        await using var taken = await there.TakeAsync(both, _cancellationToken);
        var waiting = here.HoldAsync(both[1..], _cancellationToken);
        var waited = !waiting.IsCompleted;
        await taken.DisposeAsync();
        await using var after = await waiting;

        Assert.Equal(both[1..], taken.Names);
        Assert.True(waited);
    }

    [Theory]
    [InlineData("disk")]
    [InlineData("s3")]
    public async Task A_file_that_nobody_names_is_found_and_destroyed_once_it_is_an_hour_old(string store)
    {
        await using var server = store == "s3" ? await PlainS3.StartAsync() : null;
        await using var diary = await OpenAsync("sqlite", server);
        List<string> names = [];
        foreach (var text in new[] { "one", "two", "three", "four", "five" })
        {
            names.Add(await PutAsync(diary, text));
        }

        await diary.WriteAsync(scope => scope.Db.PublicFiles.Add(Shown(names[2])));
        Age(diary, server, OrphanSearch.Grace - TimeSpan.FromMinutes(1));
        var young = await diary.Get<OrphanSearch>().RunAsync(_cancellationToken);
        Age(diary, server, OrphanSearch.Grace + TimeSpan.FromMinutes(1));
        var old = await diary.Get<OrphanSearch>().RunAsync(_cancellationToken);
        await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.Equal((0, 4), (young, old));
        Assert.Equal([names[2]], await NamesAsync(diary));
    }

    [Fact]
    public async Task While_the_store_is_away_the_list_waits()
    {
        await using var diary = await OpenAsync("sqlite");
        var name = await PutAsync(diary, "away");
        await diary.WriteAsync(scope => scope.Destroys(name));
        var media = diary.Get<DataDirectory>().File("media");

        Directory.Move(media, media + "-away");
        await Assert.ThrowsAsync<MediaUnavailableException>(() => diary.Get<MediaPurge>().RunAsync(_cancellationToken));
        Assert.Equal(1, await WaitingAsync(diary));
        Directory.Move(media + "-away", media);
        await diary.Get<MediaPurge>().RunAsync(_cancellationToken);

        Assert.Empty(await NamesAsync(diary));
    }

    private async Task<TestDiary> OpenAsync(string storage, PlainS3? server = null) =>
        await TestDiary.OpenAsync(
            services =>
            {
                services.AddChannels();
                if (server is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton<MediaStore>(S3MediaStoreTests.Store(server.Address)));
                }
            },
            storage == "postgres" ? await postgres.NewDatabaseAsync() : null
        );

    private static FileHolds NewHolds(TestDiary diary) => new(diary.Get<IOptions<StorageOptions>>());

    private static async Task PutOverAndOverAsync(TestDiary diary, FileHolds holds, int node)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            await using var held = await holds.HoldAsync([NameOf("shared")], _cancellationToken);
            var name = await PutAsync(diary, "shared");
            await Task.Yield();
            await diary.WriteAsync(scope => scope.Db.VariantFiles.Add(new FileOfVariant { Sha256 = name, VariantId = $"v_{node}_{turn}" }));
        }
    }

    private static async Task DeleteOverAndOverAsync(TestDiary diary, FileHolds holds)
    {
        var purge = new MediaPurge(diary.Store, diary.Get<MediaStore>(), holds, diary.Time);
        for (var turn = 0; turn < Turns; turn++)
        {
            await diary.Store.WriteAsync(
                async scope =>
                {
                    scope.Destroys(NameOf("shared"));
                    await scope.Db.VariantFiles.ExecuteDeleteAsync(_cancellationToken);
                },
                _cancellationToken
            );
            await purge.RunAsync(_cancellationToken);
        }
    }

    private static string NameOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> PutAsync(TestDiary diary, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var name = NameOf(text);
        await diary.Get<MediaStore>().PutAsync(name, bytes, "image/jpeg", _cancellationToken);
        return name;
    }

    private static void Age(TestDiary diary, PlainS3? server, TimeSpan age)
    {
        var at = (diary.Time.GetUtcNow() - age).UtcDateTime;
        if (server is not null)
        {
            server.At = at;
            return;
        }

        foreach (var path in Directory.EnumerateFiles(diary.Get<DataDirectory>().File("media"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, at);
        }
    }

    private static PublicFile Shown(string name) =>
        new()
        {
            Sha256 = name,
            MediaType = "image/jpeg",
            ContentId = "c_1",
            PostId = "p_1",
        };

    private static async Task<IReadOnlyList<string>> NamesAsync(TestDiary diary)
    {
        var names = new List<string>();
        await foreach (var page in diary.Get<MediaStore>().ListAsync(_cancellationToken))
        {
            names.AddRange(page.Select(file => file.Sha256));
        }

        return names;
    }

    private static async Task<int> WaitingAsync(TestDiary diary)
    {
        await using var db = diary.Store.Read();
        return await db.DoomedFiles.CountAsync(_cancellationToken);
    }
}
