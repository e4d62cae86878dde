using System.Net;
using System.Text.Json;
using Publisher.Sandbox;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>What only a person can find out, and two people have sent again.</summary>
[Trait("Requirement", "REL-07")]
public sealed class SendAgainTests
{
    [Fact]
    public async Task What_two_people_know_not_to_be_out_goes_again_once_however_long_they_looked()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter);
        journey.Time.Advance(TimeSpan.FromHours(20));

        var asked = await AskAsync(journey.Writer, post);
        var again = await AskAsync(journey.Writer, post);
        using var approved = await journey.Editor.Post(Approval(asked));
        await journey.UntilPostsAreAsync("published", [post]);

        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal(asked.Text("approvalId"), again.Text("approvalId"));
        Assert.Single(journey.Visible);
        var attempts = (await ShowAsync(journey, post)).Items("attempts");
        Assert.Equal(["uncertain", "published"], attempts.Select(attempt => attempt.Text("outcome")));
        Assert.Equal("not_landed", attempts[0].Text("code"));
        Assert.Equal("conflict", await journey.Editor.Post(Approval(asked)).CodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    [Trait("Requirement", "REL-16")]
    public async Task Of_a_post_in_parts_only_the_part_that_is_not_out_and_those_after_it_go()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        journey.Sandbox.Faults.Add(new Fault("telegram", NetworkAction.Publish, FaultKind.Slow, DelayMs: 1));
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter, sentences: 500);
        var first = Assert.Single(journey.Visible);

        var asked = await AskAsync(journey.Writer, post);
        await journey.Editor.Post(Approval(asked)).JsonAsync();
        await journey.UntilPostsAreAsync("published", [post]);

        var parts = (await ShowAsync(journey, post)).Items("parts").Count;
        Assert.True(parts > 2);
        Assert.Equal(first, journey.Visible[0]);
        Assert.Equal(parts, journey.Visible.Count);
        Assert.Equal(parts, journey.Visible.Select(entry => entry.Text).Distinct().Count());
    }

    [Fact]
    public async Task A_second_key_of_the_same_person_is_no_second_person()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.LostAnswer);
        using var otherKey = await journey.App.ClientForAsync("writer", "publish");
        using var reader = await journey.App.ClientForAsync("reader", "approve");

        var asked = await AskAsync(journey.Writer, post);

        Assert.Equal("own_request", await otherKey.Post(Approval(asked)).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("forbidden", await reader.Post(Approval(asked)).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("needs_attention", (await ShowAsync(journey, post)).Text("state"));
        Assert.Single(journey.Visible);
    }

    [Fact]
    public async Task What_was_settled_otherwise_meanwhile_is_not_sent_again()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.LostAnswer);
        var asked = await AskAsync(journey.Writer, post);
        await journey
            .Writer.Post($"/v1/posts/{post.Text("id")}/resolve", new { landed = true, url = "https://t.me/bridge_example/1" })
            .JsonAsync();

        var late = await journey.Editor.Post(Approval(asked)).JsonAsync(HttpStatusCode.Conflict);
        var too = await journey.Writer.Post($"/v1/posts/{post.Text("id")}/resolve", Again).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal("The post is published now; it cannot be sent again.", late.Text("detail"));
        Assert.Equal(late.Text("detail"), too.Text("detail"));
        Assert.Single(journey.Visible);
    }

    [Fact]
    public async Task A_wish_of_two_people_is_fulfilled_once()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter);
        var (one, other) = (await AskAsync(journey.Writer, post), await AskAsync(journey.Editor, post));
        journey.Sandbox.Faults.Add(new Fault("telegram", NetworkAction.Publish, FaultKind.LostAnswer));

        await journey.Editor.Post(Approval(one)).JsonAsync();
        await journey.UntilPostsAreAsync("needs_attention", [post]);

        Assert.Equal("not_found", await journey.Writer.Post(Approval(other)).CodeAsync(HttpStatusCode.NotFound));
        Assert.Single(journey.Visible);
    }

    [Fact]
    public async Task What_was_taken_down_is_not_sent_again()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter);
        var asked = await AskAsync(journey.Writer, post);
        await journey
            .Editor.Post($"/v1/contents/{post.Text("contentId")}/takedown", new { reason = "A source asked." })
            .JsonAsync(HttpStatusCode.Accepted);

        var late = await journey.Editor.Post(Approval(asked)).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal("The post was taken down; it cannot be sent again.", late.Text("detail"));
        Assert.Empty(journey.Visible);
    }

    [Fact]
    [Trait("Requirement", "PRV-12")]
    public async Task What_was_edited_meanwhile_waits_for_its_approval_and_goes_as_it_is_then()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter);
        var content = post.Text("contentId");
        await journey.Writer.Put($"/v1/contents/{content}", Piece(post.Text("channelId"), "The bridge is closed again."), "*").JsonAsync();
        var asked = await AskAsync(journey.Writer, post);

        var held = await journey.Editor.Post(Approval(asked)).JsonAsync();
        await journey.ApproveAsync(content);
        await journey.UntilPostsAreAsync("published", [post]);

        Assert.Equal("blocked", held.Text("state"));
        Assert.Contains("closed again", Assert.Single(journey.Visible).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_key_limited_to_other_channels_neither_sees_nor_gives_the_approval()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var post = await DoubtfulAsync(journey, FaultKind.ResetAfter);
        var asked = await AskAsync(journey.Writer, post);
        using var volunteer = await journey.App.LimitedClientAsync("volunteer", ["ch_other"]);

        Assert.Equal("not_found", await volunteer.Post(Approval(asked)).CodeAsync(HttpStatusCode.NotFound));
        Assert.Equal("not_found", await volunteer.Post($"/v1/posts/{post.Text("id")}/resolve", Again).CodeAsync(HttpStatusCode.NotFound));
        Assert.Empty((await volunteer.Get("/v1/second-approvals").JsonAsync()).Items());
        var listed = Assert.Single((await journey.Editor.Get("/v1/second-approvals").JsonAsync()).Items());
        Assert.Equal(("post.send_again", post.Text("id")), (listed.Text("act"), listed.Text("subject")));
    }

    /// <summary>Telegram cannot be asked, so a call that ended without an answer needs a person.</summary>
    private static async Task<JsonElement> DoubtfulAsync(NewsroomJourney journey, FaultKind fault, int sentences = 1)
    {
        var channel = await journey.AddChannelAsync(
            "telegram",
            "long_form",
            "en",
            new { chatId = "@bridge_example", baseUrl = journey.BaseUrl("telegram") },
            new { botToken = "sandbox-bot" }
        );
        var body = string.Join(" ", Enumerable.Range(1, sentences).Select(day => $"On day {day} the bridge was open."));
        var content = await journey.SubmitAsync(Piece(channel, body));
        await journey.ApproveAsync(content);
        journey.Sandbox.Faults.Add(new Fault("telegram", NetworkAction.Publish, fault));
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromSeconds(1));
        await journey.UntilPostsAreAsync("needs_attention", posts);
        return posts[0];
    }

    private static object Piece(string channel, string body) =>
        new { texts = new { en = new { title = "A bridge", body } }, channels = new[] { channel } };

    private static object Again => new { landed = false, retry = true };

    private static Task<JsonElement> AskAsync(HttpClient client, JsonElement post) =>
        client.Post($"/v1/posts/{post.Text("id")}/resolve", Again).JsonAsync(HttpStatusCode.Accepted);

    private static string Approval(JsonElement asked) => $"/v1/second-approvals/{asked.Text("approvalId")}";

    private static Task<JsonElement> ShowAsync(NewsroomJourney journey, JsonElement post) =>
        journey.Writer.Get($"/v1/posts/{post.Text("id")}").JsonAsync();
}
