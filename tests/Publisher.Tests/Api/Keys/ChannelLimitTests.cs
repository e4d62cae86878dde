using System.Net;

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
