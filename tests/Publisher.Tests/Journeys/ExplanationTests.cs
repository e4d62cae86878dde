using System.Globalization;
using System.Net;
using System.Text.Json;
using Publisher.Sandbox;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>What an editor reads when something does not go out, or not away.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public async Task A_post_on_a_channel_that_is_switched_off_says_so_and_goes_out_when_it_is_on_again()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var post = await ScheduleAsync(journey, channel);
        await SwitchAsync(journey, channel, enabled: false);
        journey.Time.Advance(TimeSpan.FromMinutes(10));

        var held = await ShowAsync(journey, post);
        var listed = (await journey.Writer.Get("/v1/posts").JsonAsync()).Items().Single();

        Assert.Equal(("scheduled", "channel_disabled"), (held.Text("state"), held.Text("cause")));
        Assert.Contains("Switch the channel on", held.Text("explanation"), StringComparison.Ordinal);
        Assert.Contains("2026-11-30 18:10 UTC", held.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal(held.Text("explanation"), listed.Text("explanation"));
        await SwitchAsync(journey, channel, enabled: true);
        await journey.UntilPostsAreAsync("published", [post]);
        Assert.Equal(JsonValueKind.Null, (await ShowAsync(journey, post)).GetProperty("explanation").ValueKind);
    }

    [Fact]
    public async Task A_post_on_a_channel_whose_credentials_no_longer_work_says_that_it_needs_new_ones()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddChannelAsync(
            "mastodon",
            "short_text",
            "en",
            new { baseUrl = journey.BaseUrl("mastodon") },
            new { accessToken = "revoked" }
        );
        var post = await ScheduleAsync(journey, channel);
        journey.Time.Advance(TimeSpan.FromMinutes(10));

        await journey.UntilAsync(
            async () => (await ShowAsync(journey, post)).GetProperty("cause").GetString() == "channel_needs_reconnect",
            moveClock: true
        );

        var held = await ShowAsync(journey, post);
        Assert.Equal("scheduled", held.Text("state"));
        Assert.Contains("Give the channel new ones", held.Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task A_takedown_that_is_not_done_yet_says_what_is_waited_for()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await ScheduleAsync(journey, await journey.AddMastodonAsync());
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", [post]);
        journey.Sandbox.Faults.Add(new Fault("mastodon", NetworkAction.Delete, FaultKind.Status, Status: 503, Times: 1000));

        var started = await journey
            .Editor.Post($"/v1/contents/{post.Text("contentId")}/takedown", new { reason = "A source asked." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilAsync(async () =>
            (await journey.Writer.Get($"/v1/takedowns/{started.Text("id")}").JsonAsync())
                .Items("results")[0]
                .Text("detail")
                .Contains("It is tried again at", StringComparison.Ordinal)
        );

        var first = started.Items("results")[0];
        Assert.Equal("pending", first.Text("result"));
        Assert.StartsWith("Mastodon is being asked to delete it", first.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parts", 0)]
    [InlineData("telegraph", 1)]
    public async Task The_link_of_a_long_Telegram_post_leads_to_where_its_readers_begin(string longText, int lead)
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddChannelAsync(
            "telegram",
            "long_form",
            "en",
            new
            {
                chatId = "@bridge_example",
                baseUrl = journey.BaseUrl("telegram"),
                telegraphBaseUrl = journey.BaseUrl("telegraph"),
                longText,
            },
            new { botToken = "sandbox-bot", telegraphToken = "sandbox-pages" }
        );
        var post = await ScheduleAsync(journey, channel, sentences: 250);
        journey.Time.Advance(TimeSpan.FromMinutes(10));

        await journey.UntilPostsAreAsync("published", [post]);

        var shown = await ShowAsync(journey, post);
        Assert.True(shown.Items("parts").Count > 1);
        Assert.Equal(shown.Items("parts")[lead].Text("url"), shown.Text("url"));
        Assert.StartsWith("https://t.me/", shown.Text("url"), StringComparison.Ordinal);
        var day = (await journey.Writer.Get("/v1/calendar?from=2026-11-30&to=2026-12-01&timezone=UTC").JsonAsync()).Items("days")[0];
        Assert.Equal(shown.Text("url"), day.Items("posts")[0].Text("url"));
    }

    private static async Task<JsonElement> ScheduleAsync(NewsroomJourney journey, string channel, int sentences = 1)
    {
        var body = string.Join(
            " ",
            Enumerable.Range(1, sentences).Select(n => string.Create(CultureInfo.InvariantCulture, $"On day {n} the bridge was open."))
        );
        var content = await journey.SubmitAsync(
            new { texts = new { en = new { title = "A bridge", body } }, channels = new[] { channel } }
        );
        await journey.ApproveAsync(content);
        return (await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10)))[0];
    }

    private static Task<JsonElement> ShowAsync(NewsroomJourney journey, JsonElement post) =>
        journey.Writer.Get($"/v1/posts/{post.Text("id")}").JsonAsync();

    private static Task<JsonElement> SwitchAsync(NewsroomJourney journey, string channel, bool enabled) =>
        journey
            .Writer.Put(
                $"/v1/channels/{channel}",
                new
                {
                    name = "mastodon en",
                    network = "mastodon",
                    format = "short_text",
                    language = "en",
                    audience = new { ageBand = "50+", region = "AM" },
                    settings = new { baseUrl = journey.BaseUrl("mastodon") },
                    enabled,
                },
                "*"
            )
            .JsonAsync();
}
