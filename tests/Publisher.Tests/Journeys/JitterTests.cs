using System.Net;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>A channel whose hours shall tell nothing of habits.</summary>
[Trait("Requirement", "PRV-11")]
public sealed class JitterTests
{
    [Fact]
    public async Task A_post_begins_a_little_later_by_chance_and_one_for_now_at_once()
    {
        await using var newsroom = await NewsroomJourney.StartAsync();
        var channel = await newsroom.AddMastodonAsync();
        var settings = new
        {
            name = "mastodon en",
            network = "mastodon",
            format = "short_text",
            language = "en",
            settings = new { baseUrl = newsroom.BaseUrl("mastodon") },
            jitter = "PT10M",
        };
        await newsroom.Writer.Put($"/v1/channels/{channel}", settings, "*").JsonAsync();
        var content = await newsroom.SubmitAsync(
            new { texts = new { en = new { title = "A bridge", body = "The bridge is open." } }, channels = new[] { channel } }
        );
        await newsroom.ApproveAsync(content);
        var at = newsroom.Time.GetUtcNow() + TimeSpan.FromHours(1);
        for (var i = 0; i < 6; i++)
        {
            await newsroom
                .Writer.Post(
                    "/v1/posts",
                    new
                    {
                        contentId = content,
                        channels = new[] { channel },
                        publishAt = at,
                        repeat = true,
                    }
                )
                .JsonAsync(HttpStatusCode.Created);
        }

        await using var db = newsroom.App.Store.Read();
        var posts = db.Posts.ToList();
        Assert.All(posts, post => Assert.Equal((at, post.PublishAt + post.Jitter), (post.PublishAt, post.DueAt)));
        Assert.All(posts, post => Assert.InRange(post.Jitter, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        Assert.True(posts.Select(post => post.Jitter).Distinct().Count() > 1);

        newsroom.Time.Advance(TimeSpan.FromMinutes(59));
        for (var minute = 0; minute < 11; minute++)
        {
            newsroom.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await newsroom.UntilAsync(() => Task.FromResult(newsroom.Visible.Count == posts.Count), moveClock: true);
        await using var after = newsroom.App.Store.Read();
        Assert.All(after.Posts.ToList(), post => Assert.True(post.LateBy >= TimeSpan.Zero));

        var now = await newsroom
            .Writer.Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { channel },
                    now = true,
                    repeat = true,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await newsroom.UntilPostsAreAsync("published", now.Items());
    }
}
