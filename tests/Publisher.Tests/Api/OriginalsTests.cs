using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Publisher.Posts.Media;
using Publisher.Tests.Api.Hosting;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

[Trait("Requirement", "PRV-08")]
public sealed class OriginalsTests : IDisposable
{
    private const string Canary = "Canary-Gohar-Petrosyan-1187";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly string _directory = Directory.CreateTempSubdirectory("publisher-originals-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Unless_somebody_chose_otherwise_nothing_of_an_upload_is_kept()
    {
        await using var app = Open(days: null);
        using var client = await app.ClientForAsync("editor");

        await CoverTrial.UploadAsync(client, Upload());

        Assert.Empty(CoverTrial.StoredFiles(app, "originals"));
        Assert.Empty(Holding(Canary));
        await using var db = app.Store.Read();
        Assert.False(await db.Originals.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_original_is_kept_encrypted_and_given_back_as_it_came()
    {
        await using var app = Open(days: 3);
        using var client = await app.ClientForAsync("editor");
        var upload = Upload();

        var id = await CoverTrial.UploadAsync(client, upload);

        Assert.Single(CoverTrial.StoredFiles(app, "originals"));
        Assert.Empty(Holding(Canary));
        var file = Path.Combine(_directory, "back.jpg");
        await app.Services.GetRequiredService<Originals>().GetAsync(id, file, TestContext.Current.CancellationToken);
        Assert.Equal(upload, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        await using var db = app.Store.Read();
        var told = await db.AuditEntries.SingleAsync(row => row.Action == "original.get", TestContext.Current.CancellationToken);
        Assert.Equal((Originals.Console, id), (told.Person, told.Subject));
    }

    [Fact]
    public async Task An_original_is_gone_with_its_key_when_its_days_are_over()
    {
        await using var app = Open(days: 3);
        using var client = await app.ClientForAsync("editor");
        var id = await CoverTrial.UploadAsync(client, Upload());
        var purge = app.Services.GetRequiredService<OriginalPurge>();

        _time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await purge.RunAsync(TestContext.Current.CancellationToken);
        Assert.Single(CoverTrial.StoredFiles(app, "originals"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await purge.RunAsync(TestContext.Current.CancellationToken);
        await CoverTrial.PurgeAsync(app);

        Assert.Empty(CoverTrial.StoredFiles(app, "originals"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(app, id));
        await client.Get($"/v1/media/{id}").JsonAsync();
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("cover")]
    public async Task An_original_goes_at_once_with_its_medium(string how)
    {
        await using var app = Open(days: 7);
        using var client = await app.ClientForAsync("editor");
        var id = await CoverTrial.UploadAsync(client, Upload());

        using var done =
            how == "delete" ? await client.Delete($"/v1/media/{id}") : await client.Post($"/v1/media/{id}/cover", CoverTrial.Cover);

        Assert.True(done.IsSuccessStatusCode);
        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(app, "originals").Count == 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(app, id));
    }

    [Fact]
    public async Task When_none_are_to_be_kept_any_more_the_next_start_destroys_all()
    {
        await using (var app = Open(days: 7))
        {
            using var client = await app.ClientForAsync("editor");
            await CoverTrial.UploadAsync(client, Upload());
        }

        await using var later = Open(days: 0);
        using var admin = later.Admin();

        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(later, "originals").Count == 0);
    }

    [Fact]
    public async Task A_death_between_file_and_row_leaves_nothing_for_good()
    {
        await using var app = Open(days: 7);
        using var client = await app.ClientForAsync("editor");
        var originals = app.Services.GetRequiredService<Originals>();
        var holds = app.Services.GetRequiredService<FileHolds>();
        var copy = originals.Begin(new MemoryStream(Upload()))!;
        var hold = await holds.HoldAsync([copy.Name], TestContext.Current.CancellationToken);
        await copy.Upload.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await originals.PutAsync(copy, TestContext.Current.CancellationToken);
        await copy.DisposeAsync();
        Assert.Single(CoverTrial.StoredFiles(app, "originals"));

        await hold.DisposeAsync(); // as when the process dies
        await CoverTrial.PurgeAsync(app);

        Assert.Empty(CoverTrial.StoredFiles(app, "originals"));
    }

    [Fact]
    public async Task An_original_without_its_key_is_noise()
    {
        await using var app = Open(days: 7);
        using var client = await app.ClientForAsync("editor");
        var first = await CoverTrial.UploadAsync(client, Upload());
        var second = await CoverTrial.UploadAsync(client, Upload());
        await app.Store.WriteAsync(scope => SwapAsync(scope.Db, first, second), TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(app, first));

        Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Holding(Canary));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("-1")]
    public async Task Any_other_number_of_days_stops_the_start(string days)
    {
        using var service = new ServiceProcess(_directory, arguments: $"--Retention:OriginalsDays={days}");

        Assert.Equal(1, await service.ExitAsync());
        Assert.Contains($"from 0 (none are kept) to 7; it is {days}.", service.Output, StringComparison.Ordinal);
    }

    private PublisherApp Open(int? days) =>
        days is null
            ? new PublisherApp(_time, directory: _directory)
            : new PublisherApp(_time, directory: _directory, settings: ("Retention:OriginalsDays", $"{days}"));

    private static byte[] Upload() => [.. Faces.Photo(), .. System.Text.Encoding.ASCII.GetBytes(Canary)];

    private Task GetAsync(PublisherApp app, string id) =>
        app
            .Services.GetRequiredService<Originals>()
            .GetAsync(id, Path.Combine(_directory, $"{Guid.NewGuid():n}.jpg"), TestContext.Current.CancellationToken);

    /// <summary>Files anywhere in the data directory that hold the text.</summary>
    private IEnumerable<string> Holding(string text) =>
        Directory
            .EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("lock", StringComparison.Ordinal))
            .Where(path => Read(path).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0);

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task SwapAsync(Publisher.Posts.Storage.PublisherDb db, string first, string second)
    {
        var name = await db.Originals.Where(row => row.MediaId == second).Select(row => row.Name).SingleAsync();
        await db.Originals.Where(row => row.MediaId == second).ExecuteDeleteAsync();
        await db.Originals.Where(row => row.MediaId == first).ExecuteUpdateAsync(row => row.SetProperty(kept => kept.Name, name));
    }
}
