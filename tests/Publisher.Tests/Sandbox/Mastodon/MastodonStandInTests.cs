using System.Text.Json.Nodes;

namespace Publisher.Tests.Sandbox.Mastodon;

public sealed class MastodonStandInTests
{
    private const string Statuses = "/mastodon/api/v1/statuses";

    [Fact]
    public async Task A_status_with_a_described_picture_is_published_read_edited_and_deleted()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(SamplePictures.Jpeg(1080, 1350), "file", ("description", "A bridge"));
        var upload = await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        var body = new JsonObject
        {
            ["status"] = "Good news & more\n\nhttps://example.org/a #peace",
            ["spoiler_text"] = "War",
            ["language"] = "ru",
            ["media_ids"] = new JsonArray($"{upload.Body["id"]}"),
        };

        var made = await client.PostAsync(Statuses, body);

        var id = (string)made.Body["id"]!;
        var me = await client.GetAsync("/mastodon/api/v1/accounts/verify_credentials");
        var listed = await client.GetAsync($"/mastodon/api/v1/accounts/{me.Body["id"]}/statuses?limit=20&exclude_reblogs=true");
        Assert.Equal(200, upload.Status);
        Assert.Equal(id, (string)listed.Body[0]!["id"]!);
        Assert.Equal("A bridge", (string)made.Body["media_attachments"]![0]!["description"]!);
        Assert.Equal(("ru", true), ((string)made.Body["language"]!, (bool)made.Body["sensitive"]!));
        Assert.Contains("<p>Good news &amp; more</p><p><a href=\"https://example.org/a\"", (string)made.Body["content"]!);
        Assert.Contains("class=\"mention hashtag\" rel=\"tag\">#<span>peace</span>", (string)made.Body["content"]!);

        var edited = await client.PutAsync($"{Statuses}/{id}", new JsonObject { ["status"] = "Better news" });
        var deleted = await client.DeleteAsync($"{Statuses}/{id}");

        Assert.Equal(id, (string)edited.Body["id"]!);
        Assert.Equal("Better news", (string)deleted.Body["text"]!);
        Assert.Equal(404, (await client.GetAsync($"{Statuses}/{id}")).Status);
        Assert.Equal(404, (await client.DeleteAsync($"{Statuses}/{id}")).Status);
        var entries = client.Server.Ledger.Entries("mastodon");
        Assert.Equal(["Media", "Publish", "Edit", "Delete"], entries.Select(entry => $"{entry.Action}"));
        Assert.Equal("War\n\nGood news & more\n\nhttps://example.org/a #peace", entries[1].Text);
        Assert.DoesNotContain(entries, entry => entry.Visible);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("?delete_media=true", 404)]
    public async Task A_deleted_status_leaves_its_uploads_unless_they_are_to_go_too(string query, int status)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(SamplePictures.Jpeg(10, 10));
        var upload = await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        var made = await AttachAsync(client, (string)upload.Body["id"]!);

        await client.DeleteAsync($"{Statuses}/{made.Body["id"]}{query}");

        Assert.Equal(status, (await client.GetAsync($"/mastodon/api/v1/media/{upload.Body["id"]}")).Status);
    }

    [Fact]
    public async Task The_same_key_within_an_hour_gives_the_same_status()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");

        var first = await PublishAsync(client, "Hello", "k");
        var again = await PublishAsync(client, "Hello", "k");
        client.Time.Advance(TimeSpan.FromMinutes(61));
        var late = await PublishAsync(client, "Hello", "k");

        Assert.Equal((string)first.Body["id"]!, (string)again.Body["id"]!);
        Assert.NotEqual((string)first.Body["id"]!, (string)late.Body["id"]!);
        Assert.Equal(2, client.Server.Ledger.Entries().Count);
    }

    [Fact]
    public async Task A_key_belongs_to_its_account()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await PublishAsync(client, "Hello", "k");
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-2");

        await PublishAsync(client, "Hello", "k");

        Assert.Equal(2, client.Server.Ledger.Entries().Select(entry => entry.Channel).Distinct().Count());
    }

    [Theory]
    [InlineData(500, 0, 200)]
    [InlineData(501, 0, 422)]
    [InlineData(499, 2, 422)]
    public async Task Text_and_warning_together_hold_500_graphemes(int text, int warning, int status)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var family = "👩‍👩‍👧";
        var body = new JsonObject
        {
            ["status"] = string.Concat(Enumerable.Repeat(family, text)),
            ["spoiler_text"] = string.Concat(Enumerable.Repeat("é", warning)),
        };

        var answer = await client.PostAsync(Statuses, body);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_link_counts_23_and_a_remote_mention_only_its_user()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var link = "https://example.org/" + new string('a', 200);

        var fits = await PublishAsync(client, $"{link} @reader@very.long.example.org {new string('x', 500 - 23 - 9)}");
        var tooLong = await PublishAsync(client, $"{link} @reader@very.long.example.org {new string('x', 501 - 23 - 9)}");

        Assert.Equal((200, 422), (fits.Status, tooLong.Status));
        Assert.Equal("Validation failed: Text character limit of 500 exceeded", (string)tooLong.Body["error"]!);
    }

    [Fact]
    public async Task A_film_is_worked_on_before_it_can_be_attached()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(SamplePictures.Mp4());
        var upload = await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        var path = $"/mastodon/api/v1/media/{upload.Body["id"]}";
        var body = new JsonObject { ["status"] = "Film", ["media_ids"] = new JsonArray($"{upload.Body["id"]}") };

        var early = await client.PostAsync(Statuses, body);
        var asked = await client.GetAsync(path);
        while ((await client.GetAsync(path)).Status == 206)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, SandboxClient.CancellationToken);
        }

        var ready = await client.PostAsync(Statuses, body);

        Assert.Equal((202, 422, 206, 200), (upload.Status, early.Status, asked.Status, ready.Status));
        Assert.Null(upload.Body["url"]);
    }

    [Fact]
    public async Task More_than_four_pictures_unknown_ones_and_used_ones_are_refused()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var form = SandboxClient.Form(SamplePictures.Png(10, 10 + i));
            ids.Add((string)(await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form)).Body["id"]!);
        }

        var tooMany = await AttachAsync(client, [.. ids]);
        var unknown = await AttachAsync(client, "7");
        var four = await AttachAsync(client, [.. ids[..4]]);
        var used = await AttachAsync(client, ids[0]);

        Assert.Equal((422, 422, 200, 422), (tooMany.Status, unknown.Status, four.Status, used.Status));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("large")]
    [InlineData("vast")]
    [InlineData("none")]
    public async Task An_upload_that_is_no_good_is_refused(string kind)
    {
        var file = kind switch
        {
            "text" => "hello"u8.ToArray(),
            "large" => SamplePictures.Jpeg(10, 10, (16 << 20) + 1),
            "vast" => SamplePictures.Jpeg(6000, 6000),
            _ => [],
        };
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(file);

        var answer = await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);

        Assert.Equal(422, answer.Status);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_reply_is_the_next_part_of_its_thread()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var root = await PublishAsync(client, "One");

        await client.PostAsync(Statuses, new JsonObject { ["status"] = "Two", ["in_reply_to_id"] = $"{root.Body["id"]}" });
        var lost = await client.PostAsync(Statuses, new JsonObject { ["status"] = "Three", ["in_reply_to_id"] = "1" });

        Assert.Equal([1, 2], client.Server.Ledger.Entries().Select(entry => entry.Part));
        Assert.Equal(404, lost.Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"status":"   "}""")]
    [InlineData("""{"status":"Hello","visibility":"everyone"}""")]
    public async Task A_status_without_text_or_with_an_unknown_visibility_is_refused(string body)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");

        Assert.Equal(422, (await client.PostAsync(Statuses, JsonNode.Parse(body)!)).Status);
    }

    [Theory]
    [InlineData("real-token")]
    [InlineData(null)]
    public async Task A_foreign_token_is_refused(string? token)
    {
        await using var client = await SandboxClient.StartAsync(token);

        var answer = await PublishAsync(client, "Hello");

        Assert.Equal(401, answer.Status);
        Assert.Equal("The access token is invalid", (string)answer.Body["error"]!);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_form_is_understood_as_well_as_json_and_the_limits_can_be_asked_for()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = new FormUrlEncodedContent([new("status", "Hello"), new("language", "hy")]);

        var made = await client.SendAsync(HttpMethod.Post, Statuses, form);
        var instance = await client.GetAsync("/mastodon/api/v2/instance");

        Assert.Equal("hy", (string)made.Body["language"]!);
        Assert.Equal(500, (int)instance.Body["configuration"]!["statuses"]!["max_characters"]!);
    }

    private static Task<SandboxAnswer> PublishAsync(SandboxClient client, string text, string? key = null) =>
        client.PostAsync(Statuses, new JsonObject { ["status"] = text }, key is null ? [] : [("Idempotency-Key", key)]);

    private static Task<SandboxAnswer> AttachAsync(SandboxClient client, params string[] ids) =>
        client.PostAsync(Statuses, new JsonObject { ["media_ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) });
}
