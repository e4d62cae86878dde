using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Publisher.Tests.Api;

/// <summary><c>Approval:CoversTime</c>: a yes holds for the time that was seen with it.</summary>
[Trait("Requirement", "PRV-12")]
public sealed class TimeApprovalTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly PublisherApp _app;
    private HttpClient _editor = null!;
    private HttpClient _approver = null!;
    private HttpClient _lead = null!;
    private string _channel = "";
    private string _content = "";

    public TimeApprovalTests() => _app = new PublisherApp(_time, settings: ("Approval:CoversTime", "true"));

    public async ValueTask InitializeAsync()
    {
        _editor = await _app.ClientForAsync("editor");
        _approver = await _app.ClientForAsync("approver");
        _lead = await _app.ClientForAsync("lead");
        _channel = await Pieces.NewChannelAsync(_editor);
        _content = await Pieces.ApprovedAsync(_app, _channel);
    }

    public async ValueTask DisposeAsync()
    {
        _editor.Dispose();
        _approver.Dispose();
        _lead.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_post_waits_until_another_person_agreed_to_its_time()
    {
        var post = await ScheduleAsync();
        var waiting = await ShowAsync(post);

        await ApproveAsync(_approver).JsonAsync();

        Assert.Equal(("blocked", "time_not_approved"), (waiting.Text("state"), waiting.Text("cause")));
        Assert.Equal("scheduled", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task The_yes_of_whoever_set_the_time_does_not_count()
    {
        var post = await ScheduleAsync();

        await ApproveAsync(_lead).JsonAsync();

        Assert.Equal("blocked", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task Another_time_needs_another_yes()
    {
        var post = await ScheduleAsync();
        await ApproveAsync(_approver).JsonAsync();

        await MoveAsync(post, "2026-12-02T09:00:00Z");
        var moved = await ShowAsync(post);
        await ApproveAsync(_approver).JsonAsync();

        Assert.Equal(("blocked", "time_not_approved"), (moved.Text("state"), moved.Text("cause")));
        Assert.Equal("scheduled", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task Back_at_the_time_that_was_agreed_to_it_goes_on()
    {
        var post = await ScheduleAsync();
        await ApproveAsync(_approver).JsonAsync();

        await MoveAsync(post, "2026-12-02T09:00:00Z");
        await MoveAsync(post, "2026-12-01T09:00:00Z");

        Assert.Equal("scheduled", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task A_yes_to_a_time_that_was_changed_meanwhile_is_refused()
    {
        var post = await ScheduleAsync();
        var hash = await HashAsync();
        await MoveAsync(post, "2026-12-02T09:00:00Z");

        var refused = await _approver.Post($"/v1/contents/{_content}/approve", new { hash }).CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal("hash_changed", refused);
        Assert.Equal("blocked", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task What_two_must_approve_needs_two_for_its_time_as_well()
    {
        using var second = await _app.ClientForAsync("second");
        _content = (
            await _editor
                .Post(
                    "/v1/contents",
                    new
                    {
                        texts = new { en = new { body = "After the shelling of the school." } },
                        notes = new { graphic = true, minors = true },
                        channels = new[] { _channel },
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Text("id");
        await _editor.Get($"/v1/contents/{_content}/variants?wait=10").JsonAsync();
        await _editor.Post($"/v1/contents/{_content}/submit").JsonAsync();
        await ApproveAsync(_approver).JsonAsync();
        await ApproveAsync(second).JsonAsync();
        var post = await ScheduleAsync();

        await ApproveAsync(_approver).JsonAsync();
        var agreedByOne = await ShowAsync(post);
        await ApproveAsync(second).JsonAsync();

        Assert.Equal(("blocked", "time_not_approved"), (agreedByOne.Text("state"), agreedByOne.Text("cause")));
        Assert.Equal("scheduled", (await ShowAsync(post)).Text("state"));
    }

    [Fact]
    public async Task Now_and_the_queue_are_times_like_any_other()
    {
        var made = await _lead
            .Post(
                "/v1/posts",
                new
                {
                    contentId = _content,
                    channels = new[] { _channel },
                    now = true,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal("blocked", made.GetProperty("items")[0].Text("state"));
    }

    private async Task<string> ScheduleAsync() => (
            await _lead
                .Post(
                    "/v1/posts",
                    new
                    {
                        contentId = _content,
                        channels = new[] { _channel },
                        publishAt = "2026-12-01T09:00:00Z",
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).GetProperty("items")[0].Text("id");

    private Task<JsonElement> ShowAsync(string post) => _editor.Get($"/v1/posts/{post}").JsonAsync();

    private async Task<string> HashAsync() => (await _approver.Get($"/v1/contents/{_content}").JsonAsync()).Text("hash");

    private async Task<HttpResponseMessage> ApproveAsync(HttpClient person) =>
        await person.Post($"/v1/contents/{_content}/approve", new { hash = await HashAsync() });

    private Task<JsonElement> MoveAsync(string post, string publishAt) => _lead.Patch($"/v1/posts/{post}", new { publishAt }).JsonAsync();
}
