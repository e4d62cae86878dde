using System.Text;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

/// <summary>What is deleted is gone from every backup a month later: its key is destroyed.</summary>
[Trait("Requirement", "PRV-15")]
public sealed class BackupKeyTests : IDisposable
{
    private const string Canary = "kanarischerVogel";
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset _at = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("publisher-backup-key-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_word_stands_readable_in_a_backup_and_its_key_may_lie_elsewhere()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "copy", _at);
        File.Move(At("copy.key"), At("stick"));

        await Restore.ReadAsync(At("copy"), new(At("data")), _cancellationToken, At("stick"));

        Assert.Empty(Found("copy"));
        Assert.NotEmpty(Found("data")); // else the search would prove nothing
    }

    [Fact]
    public async Task Without_its_key_or_with_anothers_a_backup_opens_to_nobody()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "copy", _at);
        await BackUpAsync(diary, "another", _at);
        File.Delete(At("copy.key"));

        var none = await FaultAsync("copy", null);
        var another = await FaultAsync("copy", At("another.key"));

        Assert.Contains("copy.key is not there", none, StringComparison.Ordinal);
        Assert.Contains("holds the key of another backup", another, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("data")));
    }

    [Fact]
    public async Task A_changed_backup_is_refused()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "copy", _at);
        var bytes = await File.ReadAllBytesAsync(At("copy"), _cancellationToken);
        bytes[^20_000] ^= 1;
        await File.WriteAllBytesAsync(At("copy"), bytes, _cancellationToken);

        Assert.Contains("was changed or cut off", await FaultAsync("copy", null), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("data")));
    }

    [Fact]
    public async Task After_thirty_days_the_key_is_destroyed_and_only_that_one()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "first", _at);
        await BackUpAsync(diary, "second", _at.AddDays(1));
        await BackUpAsync(diary, "nightly", _at);
        await BackUpAsync(diary, "nightly", _at.AddDays(1));

        var left = await diary.Get<BackupKeys>().DestroyAsync(_at.AddDays(30), _cancellationToken);

        Assert.Empty(left);
        Assert.False(File.Exists(At("first.key")));
        Assert.Contains("Keys are destroyed after 30 days", await FaultAsync("first", null), StringComparison.Ordinal);
        await Restore.ReadAsync(At("second"), new(At("data 2")), _cancellationToken);
        await Restore.ReadAsync(At("nightly"), new(At("data 3")), _cancellationToken);
    }

    [Fact]
    public async Task A_backup_that_dies_before_it_takes_the_old_ones_place_leaves_the_old_one_readable()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "copy", _at);
        var old = await BackupKey.ReadAsync(At("copy.key"), _cancellationToken);
        await BackupKey.WriteAsync(At("copy.key"), [BackupKey.New(), .. old], _cancellationToken);

        Assert.Equal(_at, await Restore.ReadAsync(At("copy"), new(At("data")), _cancellationToken));
    }

    [Fact]
    public async Task A_file_that_holds_no_key_is_named_and_left_as_it_is()
    {
        await using var diary = await DiaryAsync();
        await File.WriteAllTextAsync(At("copy.key"), "of another program", _cancellationToken);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => BackUpAsync(diary, "copy", _at));

        Assert.StartsWith($"{At("copy.key")} holds something else than the key of a backup", fault.Message, StringComparison.Ordinal);
        Assert.Equal("of another program", await File.ReadAllTextAsync(At("copy.key"), _cancellationToken));
        Assert.False(File.Exists(At("copy")));
    }

    [Fact]
    public async Task A_key_that_cannot_be_destroyed_is_named_and_holds_up_no_other()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "first", _at);
        await BackUpAsync(diary, "second", _at);
        await BackUpAsync(diary, "third", _at);
        await File.WriteAllTextAsync(At("first.key"), "of another program", _cancellationToken);
        var notes = diary.Get<DataDirectory>().File("backup-keys");
        var cutOff = Path.Combine(notes, "0000000000000000");
        await File.WriteAllTextAsync(cutOff, "", _cancellationToken);

        var left = await diary.Get<BackupKeys>().DestroyAsync(_at.AddDays(30), _cancellationToken);

        Assert.Equal([At("first.key"), cutOff], left.Order());
        Assert.True(File.Exists(At("first.key")));
        Assert.False(File.Exists(At("second.key")));
        Assert.False(File.Exists(At("third.key")));
    }

    [Fact]
    public async Task A_backup_that_is_cut_off_between_two_chunks_is_refused()
    {
        await using var diary = await DiaryAsync();
        await BackUpAsync(diary, "copy", _at);
        await using (var file = File.OpenWrite(At("copy")))
        {
            file.SetLength(BackupKey.New().Header().Length + (2 * (ChunkCipher.Chunk + 16)));
        }

        Assert.Contains("was changed or cut off", await FaultAsync("copy", null), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("data")));
    }

    [Fact]
    public async Task Two_backups_at_once_take_turns()
    {
        await using var diary = await DiaryAsync();
        var held = diary.Get<DataDirectory>().File("backup.lock");
        await using (new FileStream(held, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None))
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => BackUpAsync(diary, "copy", _at));
            Assert.Contains("Another backup", fault.Message, StringComparison.Ordinal);
        }

        await BackUpAsync(diary, "copy", _at);

        Assert.Equal(_at, await Restore.ReadAsync(At("copy"), new(At("data")), _cancellationToken));
    }

    /// <summary>It is readable, and would keep what was deleted since.</summary>
    [Fact]
    public async Task The_snapshot_of_a_backup_that_was_killed_goes_a_day_later()
    {
        await using var diary = await DiaryAsync();
        var directory = diary.Get<DataDirectory>();
        var (old, fresh) = (directory.File("backup.old.db.tmp"), directory.File("backup.fresh.db.tmp"));
        await File.WriteAllTextAsync(old, Canary, _cancellationToken);
        await File.WriteAllTextAsync(fresh, Canary, _cancellationToken);
        File.SetLastWriteTimeUtc(old, _at.UtcDateTime.AddHours(-25));
        File.SetLastWriteTimeUtc(fresh, _at.UtcDateTime.AddHours(-23));

        await BackUpAsync(diary, "copy", _at);

        Assert.Equal([fresh], Directory.GetFiles(directory.Path, "backup.*.tmp"));
    }

    private static async Task<TestDiary> DiaryAsync()
    {
        var diary = await TestDiary.OpenAsync();
        await diary.WriteAsync(scope =>
            scope.Db.ProtectedNames.Add(
                new()
                {
                    Id = scope.NewId("pn_"),
                    Kind = Publisher.Posts.Safety.ProtectedKind.Phrase,
                    Label = Canary,
                    Cipher = Canary,
                    CreatedBy = "editor",
                    CreatedAt = scope.Now,
                }
            )
        );
        return diary;
    }

    private Task BackUpAsync(TestDiary diary, string name, DateTimeOffset at) =>
        Backup.WriteAsync(diary.Get<DataDirectory>(), At(name), at, _cancellationToken);

    private async Task<string> FaultAsync(string backup, string? keyFile) =>
        (
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Restore.ReadAsync(At(backup), new(At("data")), _cancellationToken, keyFile)
            )
        ).Message;

    private IReadOnlyList<string> Found(string name)
    {
        var folder = At(name);
        if (Directory.Exists(folder))
        {
            return ByteSearch.Find(folder, Encoding.UTF8.GetBytes(Canary));
        }

        var alone = Directory.CreateDirectory(At($"only {name}"));
        File.Copy(folder, Path.Combine(alone.FullName, name));
        return ByteSearch.Find(alone.FullName, Encoding.UTF8.GetBytes(Canary));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
