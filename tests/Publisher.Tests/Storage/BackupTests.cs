using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

[Trait("Requirement", "REL-18")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class BackupTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("publisher-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_taken_in_the_middle_of_writing_is_whole_and_only_its_owner_reads_it()
    {
        await using var diary = await TestDiary.OpenAsync();
        using var done = new CancellationTokenSource();
        var writing = Task.Run(() => WriteOnAsync(diary, done.Token), TestContext.Current.CancellationToken);
        var directory = diary.Get<DataDirectory>();
        var media = await AddMediaAsync(diary);

        await Backup.WriteAsync(directory, File("copy"), At, TestContext.Current.CancellationToken);
        await done.CancelAsync();
        await writing;
        var at = await Restore.ReadAsync(File("copy"), new(File("data")), TestContext.Current.CancellationToken);

        Assert.Equal(At, at);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File("copy")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File("copy.key")));
        Assert.Equal([File("copy"), File("copy.key"), File("data")], Directory.EnumerateFileSystemEntries(_folder).Order()); // nothing half-made is left
        Assert.Equal(
            "picture",
            await System.IO.File.ReadAllTextAsync(
                Path.Combine(File("data"), "media", media[..2], media),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(System.IO.File.Exists(Path.Combine(File("data"), "ring-key")));
    }

    [Fact]
    public async Task A_restore_goes_into_an_empty_directory_only()
    {
        await using var diary = await TestDiary.OpenAsync();
        await Backup.WriteAsync(diary.Get<DataDirectory>(), File("copy"), At, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Restore.ReadAsync(File("copy"), diary.Get<DataDirectory>(), TestContext.Current.CancellationToken)
        );

        Assert.Contains("is not empty", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public async Task Half_a_backup_is_refused_and_leaves_nothing_behind(double share)
    {
        await using var diary = await TestDiary.OpenAsync();
        await Backup.WriteAsync(diary.Get<DataDirectory>(), File("copy"), At, TestContext.Current.CancellationToken);
        var bytes = await System.IO.File.ReadAllBytesAsync(File("copy"), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllBytesAsync(File("half"), bytes[..(int)(bytes.Length * share)], TestContext.Current.CancellationToken);
        System.IO.File.Copy(File("copy.key"), File("half.key"));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Restore.ReadAsync(File("half"), new(File("data")), TestContext.Current.CancellationToken)
        );

        Assert.Empty(Directory.EnumerateFileSystemEntries(File("data")));
    }

    [Fact]
    public async Task A_database_that_was_copied_back_by_hand_is_behind_its_high_water_and_starts_paused_once()
    {
        await using var diary = await TestDiary.OpenAsync();
        await TellAsync(diary);
        await TellAsync(diary);
        var file = diary.Get<DataDirectory>().File(HighWater.FileName);
        Assert.Null(await diary.Get<RestoredCopy>().RaiseAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, diary.Get<HighWater>().Read());
        await System.IO.File.WriteAllTextAsync(file, "00000000000000000009\n", TestContext.Current.CancellationToken);

        var epoch = await diary.Get<RestoredCopy>().RaiseAsync(TestContext.Current.CancellationToken);
        var again = await diary.Get<RestoredCopy>().RaiseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, epoch!.Number);
        Assert.Null(again);
        await using var db = diary.Store.Read();
        Assert.Equal(PauseScope.All, (await db.Pauses.SingleAsync(TestContext.Current.CancellationToken)).Scope);
    }

    private string File(string name) => Path.Combine(_folder, name);

    private static async Task WriteOnAsync(TestDiary diary, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await TellAsync(diary);
        }
    }

    private static Task TellAsync(TestDiary diary) => diary.WriteAsync(scope => scope.Tell(EventTypes.WebhookTest, new { number = 1 }));

    private static async Task<string> AddMediaAsync(TestDiary diary)
    {
        var bytes = "picture"u8.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await diary.Get<MediaStore>().PutAsync(hash, bytes, "image/jpeg", TestContext.Current.CancellationToken);
        diary.Get<Secrets>().Protect("start", "probe", "probe", "probe"); // makes the ring
        return hash;
    }
}
