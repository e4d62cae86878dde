using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox.TikTok;

public sealed class TikTokStandInTests
{
    private const string Publishing = "/tiktok/v2/post/publish";

    [Fact]
    public async Task A_direct_post_is_taken_then_downloaded_then_public()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());

        var taken = await InitAsync(client, Post(await HostAsync(client, SamplePictures.Jpeg(1080, 1920))));
        var first = await StatusAsync(client, taken);
        Assert.Empty(client.Server.Ledger.Entries("tiktok"));
        var last = await FinalStatusAsync(client, taken);

        var entry = Assert.Single(client.Server.Ledger.Entries("tiktok"));
        var list = await client.PostAsync("/tiktok/v2/video/list/?fields=id,title", new JsonObject { ["max_count"] = 20 });
        Assert.Equal("PROCESSING_DOWNLOAD", (string)first["status"]!);
        Assert.Equal("PUBLISH_COMPLETE", (string)last["status"]!);
        Assert.Equal($"{(long)last["publicaly_available_post_id"]![0]!}", (string)list.Body["data"]!["videos"]![0]!["id"]!);
        Assert.Equal(("Title\n\nText #peace", 1080, true), (entry.Text, entry.Media[0].Width, entry.Visible));
    }

    [Fact]
    public async Task What_goes_to_the_inbox_is_seen_by_nobody_until_a_person_posts_it()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        var body = Post(await HostAsync(client, SamplePictures.Webp(1080, 1920)));
        body["post_mode"] = "MEDIA_UPLOAD";

        var taken = await InitAsync(client, body);
        var delivered = await FinalStatusAsync(client, taken);
        var before = client.Server.Ledger.Entries("tiktok");
        var posted = await client.SendAsync(HttpMethod.Post, $"/_sandbox/tiktok/{taken.Body["data"]!["publish_id"]}/post");
        var complete = await StatusAsync(client, taken);

        Assert.Equal("SEND_TO_USER_INBOX", (string)delivered["status"]!);
        Assert.Equal((NetworkAction.Media, false), (before[0].Action, before[0].Visible));
        Assert.Equal((204, "PUBLISH_COMPLETE"), (posted.Status, (string)complete["status"]!));
        Assert.Single(client.Server.Ledger.Entries("tiktok"), entry => entry.Visible);
        Assert.Equal(404, (await client.SendAsync(HttpMethod.Post, "/_sandbox/tiktok/nothing/post")).Status);
    }

    [Fact]
    public async Task A_direct_post_without_asking_for_the_creator_is_refused()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");

        var answer = await InitAsync(client, Post("https://example.org/a.jpg"));

        Assert.Equal((400, "invalid_params"), (answer.Status, (string)answer.Body["error"]!["code"]!));
    }

    public static TheoryData<string, string> BadPictures =>
        new()
        {
            { "png", "file_format_check_failed" },
            { "large", "picture_size_check_failed" },
            { "missing", "photo_pull_failed" },
        };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task A_picture_that_is_no_good_fails_later(string kind, string reason)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var address = kind switch
        {
            "png" => await HostAsync(client, SamplePictures.Png(1080, 1920)),
            "large" => await HostAsync(client, SamplePictures.Jpeg(1081, 1921)),
            _ => $"{client.Server.Address}_sandbox/media/0",
        };

        var status = await FinalStatusAsync(client, await InitAsync(client, Post(address)));

        Assert.Equal(("FAILED", reason), ((string)status["status"]!, (string)status["fail_reason"]!));
        Assert.Empty(client.Server.Ledger.Entries("tiktok"));
    }

    public static TheoryData<string, string> BadPosts =>
        new()
        {
            { """{"post_info":{"title":"LONG"}}""", "invalid_params" },
            { """{"post_info":{"description":"LONG"}}""", "invalid_params" },
            { """{"post_info":{"privacy_level":"EVERYONE"}}""", "privacy_level_option_mismatch" },
            { """{"post_info":{"brand_content_toggle":null}}""", "invalid_params" },
            { """{"source_info":{"source":"FILE_UPLOAD"}}""", "invalid_params" },
            { """{"source_info":{"photo_images":[]}}""", "invalid_params" },
            { """{"source_info":{"photo_cover_index":1}}""", "invalid_params" },
            { """{"source_info":{"photo_images":["http://example.org/a.jpg"]}}""", "url_ownership_unverified" },
            { """{"media_type":"VIDEO"}""", "invalid_params" },
            { """{"post_mode":"LATER"}""", "invalid_params" },
        };

    [Theory]
    [InlineData("""{"post_info":{"privacy_level":"EVERYONE"}}""", "privacy_level_option_mismatch")]
    [InlineData("""{"post_info":{"title":"LONG"}}""", "invalid_params")]
    [InlineData("""{"source_info":{"source":"FILE_UPLOAD"}}""", "invalid_params")]
    [InlineData("""{"source_info":{"video_url":"http://example.org/a.mp4"}}""", "url_ownership_unverified")]
    public async Task A_film_that_makes_no_sense_is_refused(string change, string code)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var body = Post("https://example.org/a.jpg");
        body["source_info"] = new JsonObject { ["source"] = "PULL_FROM_URL", ["video_url"] = "https://example.org/a.mp4" };
        foreach (var (name, value) in JsonNode.Parse(change.Replace("LONG", new string('x', 2201), StringComparison.Ordinal))!.AsObject())
        {
            foreach (var (inner, innerValue) in value!.AsObject())
            {
                body[name]![inner] = innerValue?.DeepClone();
            }
        }

        var answer = await client.PostAsync($"{Publishing}/video/init/", body);

        Assert.Equal(code, (string)answer.Body["error"]!["code"]!);
    }

    [Theory]
    [MemberData(nameof(BadPosts))]
    public async Task A_post_that_makes_no_sense_is_refused(string change, string code)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var body = Post("https://example.org/a.jpg");
        foreach (var (name, value) in JsonNode.Parse(change.Replace("LONG", new string('x', 4001), StringComparison.Ordinal))!.AsObject())
        {
            foreach (var (inner, innerValue) in value as JsonObject ?? [])
            {
                body[name]![inner] = innerValue?.DeepClone();
            }

            body[name] = value is JsonObject ? body[name]!.DeepClone() : value?.DeepClone();
        }

        var answer = await InitAsync(client, body);

        Assert.Equal(code, (string)answer.Body["error"]!["code"]!);
    }

    [Theory]
    [InlineData(90, 4000, 35, 200)]
    [InlineData(91, 1, 1, 400)]
    [InlineData(1, 4001, 1, 400)]
    [InlineData(1, 1, 36, 400)]
    public async Task The_limits_are_90_and_4000_utf16_units_and_35_pictures(int title, int description, int pictures, int status)
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var body = Post([.. Enumerable.Repeat($"{client.Server.Address}_sandbox/media/0", pictures)]);
        body["post_info"]!["title"] = string.Concat(Enumerable.Repeat("🕊", title / 2)) + new string('x', title % 2);
        body["post_info"]!["description"] = new string('я', description);

        Assert.Equal(status, (await InitAsync(client, body)).Status);
    }

    [Fact]
    public async Task A_post_can_be_cancelled_while_it_is_downloaded_and_only_by_its_creator()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var taken = await InitAsync(client, Post($"{client.Server.Address}_sandbox/media/0"));
        var id = new JsonObject { ["publish_id"] = (string)taken.Body["data"]!["publish_id"]! };

        var cancelled = await client.PostAsync($"{Publishing}/cancel/", id);
        var status = await StatusAsync(client, taken);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-2");
        var foreign = await client.PostAsync($"{Publishing}/status/fetch/", id);
        var unknown = await client.PostAsync($"{Publishing}/status/fetch/", new JsonObject { ["publish_id"] = "x" });

        Assert.Equal(200, cancelled.Status);
        Assert.Equal(("FAILED", "publish_cancelled"), ((string)status["status"]!, (string)status["fail_reason"]!));
        Assert.Equal("token_not_authorized_for_specified_publish_id", (string)foreign.Body["error"]!["code"]!);
        Assert.Equal("invalid_publish_id", (string)unknown.Body["error"]!["code"]!);
    }

    [Fact]
    public async Task A_foreign_token_is_refused_and_a_refresh_token_gives_a_new_pair()
    {
        await using var client = await SandboxClient.StartAsync("act.real");
        using var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", "sandbox-refresh")]);

        var refused = await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());
        var pair = await client.SendAsync(HttpMethod.Post, "/tiktok/v2/oauth/token/", form);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", (string)pair.Body["access_token"]!);
        var creator = await client.PostAsync($"{Publishing}/creator_info/query/", new JsonObject());

        Assert.Equal((401, "access_token_invalid"), (refused.Status, (string)refused.Body["error"]!["code"]!));
        Assert.Equal("ok", (string)creator.Body["error"]!["code"]!);
        Assert.Contains("SELF_ONLY", creator.Body["data"]!["privacy_level_options"]!.AsArray().Select(level => (string)level!));
    }

    /// <summary>An address on loopback that gives these bytes.</summary>
    private static async Task<string> HostAsync(SandboxClient client, byte[] picture)
    {
        using var form = SandboxClient.Form(picture);
        await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        return $"{client.Server.Address}_sandbox/media/{client.Server.Ledger.Entries("mastodon")[^1].Media[0].Sha256}";
    }

    private static JsonObject Post(params string[] images) =>
        new()
        {
            ["media_type"] = "PHOTO",
            ["post_mode"] = "DIRECT_POST",
            ["post_info"] = new JsonObject
            {
                ["title"] = "Title",
                ["description"] = "Text #peace",
                ["privacy_level"] = "PUBLIC_TO_EVERYONE",
                ["brand_content_toggle"] = false,
                ["brand_organic_toggle"] = false,
            },
            ["source_info"] = new JsonObject
            {
                ["source"] = "PULL_FROM_URL",
                ["photo_cover_index"] = 0,
                ["photo_images"] = new JsonArray([.. images.Select(image => JsonValue.Create(image))]),
            },
        };

    private static Task<SandboxAnswer> InitAsync(SandboxClient client, JsonObject body) =>
        client.PostAsync($"{Publishing}/content/init/", body);

    private static async Task<JsonNode> StatusAsync(SandboxClient client, SandboxAnswer taken)
    {
        var id = new JsonObject { ["publish_id"] = (string)taken.Body["data"]!["publish_id"]! };
        return (await client.PostAsync($"{Publishing}/status/fetch/", id)).Body["data"]!;
    }

    private static async Task<JsonNode> FinalStatusAsync(SandboxClient client, SandboxAnswer taken)
    {
        var status = await StatusAsync(client, taken);
        while ((string)status["status"]! == "PROCESSING_DOWNLOAD")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, SandboxClient.CancellationToken);
            status = await StatusAsync(client, taken);
        }

        return status;
    }
}
