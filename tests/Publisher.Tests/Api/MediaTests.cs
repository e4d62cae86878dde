using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Posts;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Api;

public sealed class MediaTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_picture_is_stored_clean_and_given_back_under_a_name_of_ours()
    {
        using var client = await _app.ClientForAsync("editor");

        var media = await client.Post("/v1/media", Upload(Picture())).JsonAsync(HttpStatusCode.Created);
        using var file = await client.Get($"/v1/media/{media.Text("id")}/file");

        Assert.Equal("image", media.Text("kind"));
        Assert.Equal(60, media.GetProperty("width").GetInt32());
        Assert.Equal("image/jpeg", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("media.jpg", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(file.Headers.CacheControl!.Public);
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task The_same_upload_again_is_the_same_medium_though_its_boundary_differs()
    {
        using var client = await _app.ClientForAsync("editor");
        var picture = Picture();

        var first = await client.Post("/v1/media", Upload(picture), "upload").JsonAsync(HttpStatusCode.Created);
        var second = await client.Post("/v1/media", Upload(picture), "upload").JsonAsync(HttpStatusCode.Created);
        var other = await client.Post("/v1/media", Upload(Picture(shade: 90)), "upload").CodeAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal("idempotency_mismatch", other);
    }

    [Theory]
    [InlineData("not a picture at all", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_picture_is_refused_and_told_of(string text, HttpStatusCode status)
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post("/v1/media", Upload(Encoding.UTF8.GetBytes(text))).JsonAsync(status);

        Assert.Equal("file", Assert.Single(problem.Items("errors")).Text("field"));
        await using var db = _app.Store.Read();
        Assert.True(await db.Events.AnyAsync(row => row.Type == EventTypes.MediaRejected, TestContext.Current.CancellationToken));
        Assert.False(await db.Media.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_truncated_picture_is_refused_for_what_it_is()
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post("/v1/media", Upload(Picture()[..200])).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("invalid", problem.Text("code"));
    }

    [Fact]
    public async Task An_upload_without_a_file_part_is_refused()
    {
        using var client = await _app.ClientForAsync("editor");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "picture" } };

        var problem = await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var json = await client.Post("/v1/media", "{}").CodeAsync(HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("file", Assert.Single(problem.Items("errors")).Text("field"));
        Assert.Equal("unsupported_media_type", json);
    }

    [Fact]
    public async Task An_upload_of_two_files_is_refused_whole_and_says_so()
    {
        using var client = await _app.ClientForAsync("editor");
        using var form = Upload(Picture());
        form.Add(new ByteArrayContent(Picture(shade: 90)), "file", "second.jpg");

        var problem = await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.Items("errors"));
        Assert.Equal(("file", "too_many"), (error.Text("field"), error.Text("code")));
        await using var db = _app.Store.Read();
        Assert.False(await db.Media.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_of_another_name_beside_the_file_is_no_matter()
    {
        using var client = await _app.ClientForAsync("editor");
        using var form = Upload(Picture());
        form.Add(new StringContent("a note"), "note");

        await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_medium_in_use_stays_and_an_unused_one_is_destroyed()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);
        var id = (await client.Post("/v1/media", Upload(Picture())).JsonAsync(HttpStatusCode.Created)).Text("id");
        var content = new
        {
            texts = new { en = new { body = "A bridge." } },
            media = new[] { new { id, alt = new { en = "A bridge" } } },
            channels = new[] { channel },
        };
        var made = await client.Post("/v1/contents", content).JsonAsync(HttpStatusCode.Created);

        var kept = await client.Delete($"/v1/media/{id}").CodeAsync(HttpStatusCode.Conflict);
        await client.Get($"/v1/contents/{made.Text("id")}/variants?wait=20").JsonAsync();
        await client.Delete($"/v1/contents/{made.Text("id")}").JsonAsync(HttpStatusCode.NoContent);
        await client.Delete($"/v1/media/{id}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal("in_use", kept);
        Assert.Equal("not_found", await client.Get($"/v1/media/{id}/file").CodeAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [Trait("Requirement", "SEC-06")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.1/a.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:word@example.org/a.jpg")]
    public async Task An_address_that_may_not_be_called_is_refused(string url)
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post("/v1/media/from-url", new { url }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("url", problem.Items("errors")[0].Text("field"));
    }

    [Fact]
    public async Task A_pull_link_serves_its_file_without_a_key_until_it_is_revoked()
    {
        using var client = await _app.ClientForAsync("editor");
        using var network = _app.ClientWith(null);
        var media = await client.Post("/v1/media", Upload(Picture())).JsonAsync(HttpStatusCode.Created);
        var token = Ids.Secret() + Ids.Secret();
        await AddLinkAsync(token, media.Text("sha256"));

        using var fetched = await network.Get($"/m/{token}");
        await RevokeAsync();
        using var dead = await network.Get($"/m/{token}");
        using var guessed = await network.Get($"/m/{Ids.Secret()}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (fetched.StatusCode, dead.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        await using var db = _app.Store.Read();
        Assert.NotNull((await db.MediaLinks.SingleAsync(TestContext.Current.CancellationToken)).FetchedAt);
    }

    [Fact]
    public async Task A_picture_is_shown_under_a_grid_that_nobody_stores()
    {
        using var client = await _app.ClientForAsync("editor");
        var media = await client.Post("/v1/media", Upload(Picture())).JsonAsync(HttpStatusCode.Created);

        using var plain = await client.Get($"/v1/media/{media.Text("id")}/file");
        using var grid = await client.Get($"/v1/media/{media.Text("id")}/file?grid=10");

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (grid.StatusCode, grid.Content.Headers.ContentType!.MediaType));
        Assert.True(grid.Headers.CacheControl!.NoStore);
        var bytes = await grid.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal((60, 40), (image.Width, image.Height));
        Assert.NotEqual(await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), bytes);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("51")]
    [InlineData("-10")]
    [InlineData("many")]
    public async Task A_grid_of_too_few_or_too_many_cells_is_refused_with_the_limit(string grid)
    {
        using var client = await _app.ClientForAsync("editor");
        var media = await client.Post("/v1/media", Upload(Picture())).JsonAsync(HttpStatusCode.Created);

        var problem = await client.Get($"/v1/media/{media.Text("id")}/file?grid={grid}").JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.Items("errors"));
        Assert.Equal("grid", error.Text("field"));
        Assert.Contains("from 2 to 50", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_has_no_grid()
    {
        using var client = await _app.ClientForAsync("editor");
        var id = await AddVideoAsync();

        var problem = await client.Get($"/v1/media/{id}/file?grid=10").JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("not_a_picture", Assert.Single(problem.Items("errors")).Text("code"));
    }

    private async Task<string> AddVideoAsync()
    {
        var media = new StoredMedia
        {
            Id = "m_video",
            Kind = Publisher.Posts.Media.MediaKind.Video,
            MediaType = "video/mp4",
            Width = 320,
            Height = 240,
            Bytes = 3,
            Sha256 = new string('a', 64),
            Removed = [],
            Rotated = false,
            CreatedBy = "editor",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await _app.Store.WriteAsync(scope => Task.FromResult(scope.Db.Media.Add(media)), TestContext.Current.CancellationToken);
        return media.Id;
    }

    private Task AddLinkAsync(string token, string sha256) =>
        _app.Store.WriteAsync(
            scope =>
                Task.FromResult(
                    scope.Db.MediaLinks.Add(
                        new MediaLink
                        {
                            TokenHash = Digest.Of(token),
                            AttemptKey = "attempt",
                            Sha256 = sha256,
                            MediaType = "image/jpeg",
                            ExpiresAt = scope.Now.AddHours(1),
                        }
                    )
                ),
            TestContext.Current.CancellationToken
        );

    private Task RevokeAsync() =>
        _app.Store.WriteAsync(
            scope =>
                scope.Db.MediaLinks.ExecuteUpdateAsync(
                    link => link.SetProperty(row => row.Revoked, true),
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );

    private byte[] Picture(int shade = 120)
    {
        _app.Services.GetRequiredService<PictureLibrary>();
        using var image = (Image.Black(60, 40, bands: 3) + shade).Cast(Enums.BandFormat.Uchar);
        return image.JpegsaveBuffer();
    }

    private static MultipartFormDataContent Upload(byte[] bytes) => new() { { new ByteArrayContent(bytes), "file", "../../holiday.jpg" } };
}
