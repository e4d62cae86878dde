using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Api.Keys;

public sealed class ChannelLimitTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_limited_key_sees_nothing_of_other_channels()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var theirs = await Pieces.NewChannelAsync(all, name: "Theirs");
        var content = await Pieces.ApprovedAsync(_app, theirs);
        var order = new
        {
            contentId = content,
            channels = new[] { theirs },
            publishAt = "2030-01-01T00:00:00Z",
        };
        await all.Post("/v1/posts", order).JsonAsync(HttpStatusCode.UnprocessableEntity); // too far ahead: nothing was made
        using var limited = await _app.LimitedClientAsync("translator", [mine]);
        var variant = (await all.Get($"/v1/contents/{content}/variants").JsonAsync()).Items()[0].Text("id");

        string[] hidden =
        [
            $"/v1/channels/{theirs}",
            $"/v1/contents/{content}",
            $"/v1/contents/{content}/variants",
            $"/v1/contents/{content}/revisions",
            $"/v1/contents/{content}/texts/en",
            $"/v1/variants/{variant}/files/1",
        ];

        foreach (var path in hidden)
        {
            var there = await limited.Get(path).JsonAsync(HttpStatusCode.NotFound);
            var nowhere = await limited.Get(path.Replace(theirs, "ch_none").Replace(content, "c_none")).JsonAsync(HttpStatusCode.NotFound);
            Assert.Equal(nowhere.Text("detail"), there.Text("detail"));
        }

        Assert.Empty((await limited.Get("/v1/contents").JsonAsync()).Items());
        Assert.Equal(mine, Assert.Single((await limited.Get("/v1/channels").JsonAsync()).Items()).Text("id"));
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_limited_key_cannot_read_delete_or_use_a_picture_of_other_channels()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var theirs = await Pieces.NewChannelAsync(all, name: "Theirs");
        var picture = await UploadAsync(all);
        await all.Post("/v1/contents", Illustrated(picture, theirs)).JsonAsync(HttpStatusCode.Created);
        using var limited = await _app.LimitedClientAsync("translator", [mine]);

        foreach (var path in new[] { "", "/file", "/file?grid=10" })
        {
            var there = await limited.Get($"/v1/media/{picture}{path}").JsonAsync(HttpStatusCode.NotFound);
            var nowhere = await limited.Get($"/v1/media/m_none{path}").JsonAsync(HttpStatusCode.NotFound);
            Assert.Equal(Without(nowhere), Without(there));
        }

        var kept = await limited.Delete($"/v1/media/{picture}").JsonAsync(HttpStatusCode.NotFound);
        var gone = await limited.Delete("/v1/media/m_none").JsonAsync(HttpStatusCode.NotFound);
        var used = await limited.Post("/v1/contents", Illustrated(picture, mine)).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var shown = await limited.Post($"/v1/preview?channel={mine}", Illustrated(picture, mine)).JsonAsync();

        Assert.Equal(Without(gone), Without(kept));
        Assert.Equal("unknown_media", Assert.Single(used.Items("errors")).Text("code"));
        Assert.Equal("media_not_found", Assert.Single(shown.Items("problems")).Text("code"));
        await all.Get($"/v1/media/{picture}").JsonAsync();
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_limited_key_reads_its_own_uploads_and_the_pictures_of_its_channels()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var theirs = await Pieces.NewChannelAsync(all, name: "Theirs");
        using var limited = await _app.LimitedClientAsync("translator", [mine]);
        var own = await UploadAsync(limited);
        var shared = await UploadAsync(all);
        await all.Post("/v1/contents", Illustrated(shared, mine, theirs)).JsonAsync(HttpStatusCode.Created);

        await limited.Get($"/v1/media/{own}").JsonAsync();
        await limited.Get($"/v1/media/{shared}").JsonAsync();
        using var file = await limited.Get($"/v1/media/{shared}/file");
        await limited.Post("/v1/contents", Illustrated(shared, mine)).JsonAsync(HttpStatusCode.Created);
        await limited.Delete($"/v1/media/{own}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task Naming_an_id_in_the_words_of_a_piece_opens_no_picture()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var picture = await UploadAsync(all);
        using var limited = await _app.LimitedClientAsync("translator", [mine]);
        var words = new
        {
            texts = new { en = new { body = picture } },
            tags = new[] { picture },
            channels = new[] { mine },
        };
        await limited.Post("/v1/contents", words).JsonAsync(HttpStatusCode.Created);

        await limited.Get($"/v1/media/{picture}").CodeAsync(HttpStatusCode.NotFound);
    }

    private async Task<string> UploadAsync(HttpClient client)
    {
        _app.Services.GetRequiredService<PictureLibrary>();
        using var image = (Image.Black(60, 40, bands: 3) + 120).Cast(Enums.BandFormat.Uchar);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(image.JpegsaveBuffer()), "file", "a.jpg" } };
        return (await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static object Illustrated(string picture, params string[] channels) =>
        new
        {
            texts = new { en = new { body = "A bridge." } },
            media = new[] { new { id = picture, alt = new { en = "A bridge" } } },
            channels,
        };

    /// <summary>An answer without what is different in every one.</summary>
    private static string Without(JsonElement problem) =>
        string.Join(
            '\n',
            problem.EnumerateObject().Where(member => member.Name != "traceId").Select(member => $"{member.Name}={member.Value}")
        );

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_limited_key_cannot_see_change_or_target_posts_of_other_channels()
    {
        using var all = await _app.ClientForAsync("planner");
        var mine = await Pieces.NewChannelAsync(all, name: "Mine");
        var theirs = await Pieces.NewChannelAsync(all, name: "Theirs");
        var content = await Pieces.ApprovedAsync(_app, theirs);
        var at = TimeProvider.System.GetUtcNow().AddDays(3).ToString("O");
        var order = new
        {
            contentId = content,
            channels = new[] { theirs },
            publishAt = at,
        };
        var post = (await all.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id");
        using var limited = await _app.LimitedClientAsync("translator", [mine]);

        await limited.Get($"/v1/posts/{post}").CodeAsync(HttpStatusCode.NotFound);
        await limited.Post($"/v1/posts/{post}/cancel").CodeAsync(HttpStatusCode.NotFound);
        await limited.Patch($"/v1/posts/{post}", new { publishAt = at }).CodeAsync(HttpStatusCode.NotFound);
        var targeted = await limited.Post("/v1/contents", Pieces.Content(theirs)).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Empty((await limited.Get("/v1/posts").JsonAsync()).Items());
        Assert.Empty((await limited.Get($"/v1/posts?channel={theirs}").JsonAsync()).Items());
        Assert.Equal("unknown_channel", Assert.Single(targeted.Items("errors")).Text("code"));
    }
}
