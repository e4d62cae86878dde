using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NetVips;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Api;

public sealed class MediaStoreAwayTests : IAsyncDisposable
{
    private readonly FickleStore _files = new();
    private readonly PublisherApp _app;

    public MediaStoreAwayTests() =>
        _app = new PublisherApp(services: services => services.Replace(ServiceDescriptor.Singleton<MediaStore>(_files)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_upload_says_that_the_store_is_away_and_keeps_nothing()
    {
        using var client = await _app.ClientForAsync("editor");
        _files.IsAway = true;

        var code = await client.Post("/v1/media", Upload()).CodeAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("media_unavailable", code);
        await using var db = _app.Store.Read();
        Assert.False(await db.Media.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_piece_waits_for_the_store_and_is_rendered_once_it_is_back()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);
        var id = await UploadAsync(client);
        _files.IsAway = true;

        var content = new
        {
            texts = new { en = new { body = "A bridge." } },
            media = new[] { new { id, alt = new { en = "A bridge" } } },
            channels = new[] { channel },
        };
        var piece = (await client.Post("/v1/contents", content).JsonAsync(HttpStatusCode.Created)).Text("id");
        await _files.Asked.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        _files.IsAway = false;
        var variants = await client.Get($"/v1/contents/{piece}/variants?wait=20").JsonAsync();

        Assert.Equal("ready", Assert.Single(variants.Items("items")).Text("state"));
    }

    [Fact]
    [Trait("Requirement", "PRV-15")]
    public async Task A_medium_whose_file_could_not_be_destroyed_is_still_there_to_be_deleted_again()
    {
        using var client = await _app.ClientForAsync("editor");
        var id = await UploadAsync(client);

        _files.IsAway = true;
        var code = await client.Delete($"/v1/media/{id}").CodeAsync(HttpStatusCode.ServiceUnavailable);
        _files.IsAway = false;

        Assert.Equal("media_unavailable", code);
        Assert.Single(_files.Names);
        await client.Delete($"/v1/media/{id}").JsonAsync(HttpStatusCode.NoContent);
        Assert.Empty(_files.Names);
    }

    [Fact]
    [Trait("Requirement", "PRV-06")]
    public async Task A_covered_picture_whose_file_cannot_be_destroyed_yet_is_out_of_reach_at_once_and_destroyed_later()
    {
        using var client = await _app.ClientForAsync("editor");
        var id = await UploadAsync(client);

        _files.DestroysNothing = true;
        var made = await client
            .Post($"/v1/media/{id}/cover", new { boxes = new[] { Channels.Imaging.Faces.Box } })
            .JsonAsync(HttpStatusCode.Created);
        await _files.Asked.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await client.Get($"/v1/media/{id}/file").CodeAsync(HttpStatusCode.NotFound);
        Assert.Equal(2, _files.Names.Count);
        _files.DestroysNothing = false;
        await CoverTrial.PurgeAsync(_app);

        Assert.Equal(made.Text("sha256"), Assert.Single(_files.Names));
    }

    private static async Task<string> UploadAsync(HttpClient client) =>
        (await client.Post("/v1/media", Upload()).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static MultipartFormDataContent Upload()
    {
        using var picture = Image.Black(60, 40, bands: 3).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return new MultipartFormDataContent { { new ByteArrayContent(picture.JpegsaveBuffer()), "file", "bridge.jpg" } };
    }

    /// <summary>Files in memory, and away when told so.</summary>
    private sealed class FickleStore : MediaStore
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> _files = new();
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAway { get; set; }

        public bool DestroysNothing { get; set; }

        /// <summary>Done when somebody has asked in vain.</summary>
        public Task Asked => _asked.Task;

        public ICollection<string> Names => _files.Keys;

        public override async Task PutAsync(string sha256, Stream content, string mediaType, CancellationToken cancellationToken)
        {
            Answer();
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, cancellationToken);
            _files[sha256] = bytes.ToArray();
        }

        public override Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
        {
            Answer();
            return Task.FromResult<Stream>(new MemoryStream(_files[sha256], writable: false));
        }

        public override Task DeleteAsync(string sha256, CancellationToken cancellationToken)
        {
            Answer(isAway: DestroysNothing);
            _files.TryRemove(sha256, out _);
            return Task.CompletedTask;
        }

        public override async IAsyncEnumerable<IReadOnlyList<KeptFile>> ListAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            Answer();
            await Task.Yield();
            yield return [.. _files.Keys.Select(name => new KeptFile(name, DateTimeOffset.MaxValue))];
        }

        private void Answer(bool isAway = false)
        {
            if (IsAway || isAway)
            {
                _asked.TrySetResult();
                throw new MediaUnavailableException("The media store does not answer.", new HttpRequestException());
            }
        }
    }
}
