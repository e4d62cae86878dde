using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Posts.Media;

[Trait("Requirement", "PRV-06")]
public sealed class FileDestructionTests : IAsyncDisposable
{
    private TestDiary? _diary;

    public ValueTask DisposeAsync() => _diary?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_dead_process_left_scheduled_is_destroyed_by_the_next()
    {
        var diary = await OpenAsync();
        var name = await PutAsync("a face");
        await ScheduleAsync(name);

        using var loop = diary.Get<FileDestruction>();
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await UntilNoneIsScheduledAsync();
        await loop.StopAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => OpenFileAsync(name));
    }

    [Fact]
    public async Task A_death_between_file_and_row_is_made_good()
    {
        await OpenAsync();
        await ScheduleAsync(new string('b', 64)); // its file went before the process did

        await RunAsync();

        await UntilNoneIsScheduledAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_destroyed_keeps_no_other()
    {
        var diary = await OpenAsync();
        var name = await PutAsync("a face");
        var stuck = new string('0', 64); // a folder lies where the file should be
        Directory.CreateDirectory(Path.Combine(diary.Get<DataDirectory>().Path, "media", "00", stuck));
        await ScheduleAsync(stuck);
        await ScheduleAsync(name);

        await Assert.ThrowsAsync<AggregateException>(RunAsync);

        await Assert.ThrowsAnyAsync<IOException>(() => OpenFileAsync(name));
        await using var db = diary.Store.Read();
        Assert.Equal(stuck, (await db.FilesToDestroy.SingleAsync(TestContext.Current.CancellationToken)).Name);
    }

    [Fact]
    public async Task A_file_that_something_needs_again_stays()
    {
        var diary = await OpenAsync();
        var name = await PutAsync("a bridge");
        await ScheduleAsync(name);
        await diary.WriteAsync(scope => scope.Db.Media.Add(Medium(name)));

        await RunAsync();

        await UntilNoneIsScheduledAsync();
        await using var file = await OpenFileAsync(name);
        Assert.Equal(8, file.Length);
    }

    [Fact]
    public async Task What_is_held_is_not_pulled_away()
    {
        var diary = await OpenAsync();
        var name = await PutAsync("a bridge");
        await ScheduleAsync(name);
        Task running;
        using (await diary.Get<FileHolds>().TakeAsync([name], TestContext.Current.CancellationToken))
        {
            running = RunAsync();
            await diary.WriteAsync(scope => scope.Db.Media.Add(Medium(name)));
        }

        await running;

        await using var file = await OpenFileAsync(name);
        Assert.Equal(8, file.Length);
    }

    [Fact]
    public async Task Holds_are_taken_in_one_order_and_given_back_when_the_wait_is_given_up()
    {
        var holds = new FileHolds();
        using var impatient = new CancellationTokenSource();
        var first = await holds.TakeAsync(["b", "a", "b"], TestContext.Current.CancellationToken);
        var given = holds.TakeAsync(["a"], impatient.Token);
        var second = holds.TakeAsync(["a", "b"], TestContext.Current.CancellationToken);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(second.IsCompleted);
        first.Dispose();

        using var last = await second;
        Assert.True(second.IsCompletedSuccessfully);
    }

    private async Task<TestDiary> OpenAsync() => _diary ??= await TestDiary.OpenAsync();

    private async Task<string> PutAsync(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        await _diary!.Get<MediaStore>().PutAsync(Digest.Of(bytes), bytes, "image/jpeg", TestContext.Current.CancellationToken);
        return Digest.Of(bytes);
    }

    private Task<Stream> OpenFileAsync(string name) => _diary!.Get<MediaStore>().OpenAsync(name, TestContext.Current.CancellationToken);

    private Task ScheduleAsync(string name) =>
        _diary!.Store.WriteAsync(
            scope => FileDestruction.ScheduleAsync(scope, [name], signals: null, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

    private Task RunAsync() => _diary!.Get<FileDestruction>().RunAsync(TestContext.Current.CancellationToken);

    private async Task UntilNoneIsScheduledAsync()
    {
        for (var tries = 0; ; tries++)
        {
            await using var db = _diary!.Store.Read();
            if (!await db.FilesToDestroy.AnyAsync(TestContext.Current.CancellationToken))
            {
                return;
            }

            Assert.True(tries < 400, "It did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static StoredMedia Medium(string sha256) =>
        new()
        {
            Id = "m_bridge",
            Kind = MediaKind.Image,
            MediaType = "image/jpeg",
            Width = 8,
            Height = 8,
            Bytes = 8,
            Sha256 = sha256,
            Removed = [],
            Rotated = false,
            CreatedBy = "editor",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
}
