using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Publisher.Tests.Sandbox.Bluesky;

public sealed class BlueskyStandInTests
{
    private const string Xrpc = "/bluesky/xrpc/com.atproto";
    private const string Key = "3lzzzzzzzzz22";

    [Fact]
    public async Task A_post_with_a_picture_and_a_link_is_made_read_and_deleted()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var image = new JsonObject { ["alt"] = "A bridge", ["image"] = await UploadAsync(client, SamplePictures.Jpeg(1080, 1350)) };
        image["aspectRatio"] = new JsonObject { ["width"] = 1080, ["height"] = 1350 };
        var record = Post("Привет, https://ex.am");
        record["langs"] = new JsonArray("ru");
        record["facets"] = new JsonArray(Link(14, 27));
        record["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.images", ["images"] = new JsonArray(image) };

        var made = await WriteAsync(client, "createRecord", did, record);

        var found = await client.GetAsync($"{Xrpc}.repo.getRecord?repo={did}&collection=app.bsky.feed.post&rkey={Key}");
        Assert.Equal((200, $"at://{did}/app.bsky.feed.post/{Key}"), (made.Status, (string)made.Body["uri"]!));
        Assert.NotNull(made.Body["commit"]);
        Assert.Equal("Привет, https://ex.am", (string)found.Body["value"]!["text"]!);
        Assert.Equal((string)made.Body["cid"]!, (string)found.Body["cid"]!);

        var deleted = await DeleteAsync(client, did);
        var again = await DeleteAsync(client, did);
        var gone = await client.GetAsync($"{Xrpc}.repo.getRecord?repo={did}&collection=app.bsky.feed.post&rkey={Key}");

        Assert.Equal((200, 200), (deleted.Status, again.Status));
        Assert.Equal((400, "RecordNotFound"), (gone.Status, (string)gone.Body["error"]!));
        var entries = client.Server.Ledger.Entries("bluesky");
        Assert.Equal(["Media", "Publish", "Delete"], entries.Select(entry => $"{entry.Action}"));
        Assert.Equal(("news.example.test", "ru", "A bridge"), (entries[1].Channel, entries[1].Language, entries[1].Media[0].Alt));
        Assert.False(entries[1].Visible);
    }

    [Fact]
    public async Task Putting_the_same_again_changes_nothing_and_creating_it_again_fails_inside()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var put = await WriteAsync(client, "putRecord", did, Post("Hello"));

        var same = await WriteAsync(client, "putRecord", did, Post("Hello"));
        var created = await WriteAsync(client, "createRecord", did, Post("Hello"));
        var other = await WriteAsync(client, "putRecord", did, Post("Hello again"));

        Assert.Equal((200, 200, 500, 200), (put.Status, same.Status, created.Status, other.Status));
        Assert.Null(same.Body["commit"]);
        Assert.Equal("InternalServerError", (string)created.Body["error"]!);
        Assert.Equal(["Publish", "Edit"], client.Server.Ledger.Entries().Select(entry => $"{entry.Action}"));
    }

    [Fact]
    public async Task A_swap_that_expects_nothing_finds_something()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        await WriteAsync(client, "putRecord", did, Post("Hello"));
        var body = Body(did, Post("Other"), Key);
        body["swapRecord"] = null;

        var answer = await client.PostAsync($"{Xrpc}.repo.putRecord", body);

        Assert.Equal((400, "InvalidSwap"), (answer.Status, (string)answer.Body["error"]!));
    }

    public static TheoryData<string, bool> Texts =>
        new()
        {
            { string.Concat(Enumerable.Repeat("e\u0301", 300)), true },
            { new string('x', 301), false },
            { string.Concat(Enumerable.Repeat("👩‍👩‍👧", 166)), true },
            { string.Concat(Enumerable.Repeat("👩‍👩‍👧", 167)), false },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_holds_300_graphemes_and_3000_bytes(string text, bool fits)
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);

        var answer = await WriteAsync(client, "createRecord", did, Post(text));

        Assert.Equal(fits ? 200 : 400, answer.Status);
    }

    [Theory]
    [InlineData("""{"langs":["a","b","c","d"]}""")]
    [InlineData("""{"langs":["not a language"]}""")]
    [InlineData("""{"tags":["1","2","3","4","5","6","7","8","9"]}""")]
    [InlineData("""{"createdAt":"yesterday"}""")]
    [InlineData("""{"createdAt":null}""")]
    [InlineData("""{"$type":"app.bsky.feed.like"}""")]
    [InlineData("""{"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://ex.am"}}}""")]
    [InlineData("""{"embed":{"$type":"app.bsky.embed.images","images":[{"alt":"no blob"}]}}""")]
    [InlineData("""{"labels":{"values":[]}}""")]
    public async Task A_record_that_does_not_fit_the_lexicon_is_refused(string change)
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var record = Post("Hello");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            record[name] = value?.DeepClone();
        }

        var answer = await WriteAsync(client, "createRecord", did, record);

        Assert.Equal((400, "InvalidRequest"), (answer.Status, (string)answer.Body["error"]!));
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Theory]
    [InlineData(0, 12, 200)]
    [InlineData(0, 13, 400)]
    [InlineData(1, 12, 400)]
    [InlineData(4, 4, 400)]
    [InlineData(-2, 4, 400)]
    public async Task A_facet_covers_whole_characters_of_the_text(int start, int end, int status)
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var record = Post("Привет");
        record["facets"] = new JsonArray(Link(start, end));

        Assert.Equal(status, (await WriteAsync(client, "createRecord", did, record)).Status);
    }

    [Theory]
    [InlineData("3lzzzzzzzzz22", 200)]
    [InlineData("hello", 400)]
    [InlineData("zzzzzzzzzzzzz", 400)]
    public async Task The_key_of_a_post_is_a_tid(string key, int status)
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);

        var answer = await client.PostAsync($"{Xrpc}.repo.createRecord", Body(did, Post("Hello"), key));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Pictures_are_at_most_four_of_two_million_bytes_and_must_have_been_uploaded()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var small = await UploadAsync(client, SamplePictures.Jpeg(10, 10));
        var large = await UploadAsync(client, SamplePictures.Jpeg(10, 10, 2_000_001));
        var text = await UploadAsync(client, "hello"u8.ToArray(), "text/plain");
        var unknown = small.DeepClone();
        unknown["ref"]!["$link"] = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

        async Task<int> AttachAsync(params JsonNode[] blobs)
        {
            var images = blobs.Select(blob => new JsonObject { ["alt"] = "", ["image"] = blob.DeepClone() });
            var record = Post("Hello");
            record["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.images", ["images"] = new JsonArray([.. images]) };
            return (await WriteAsync(client, "putRecord", did, record)).Status;
        }

        Assert.Equal(400, await AttachAsync(large));
        Assert.Equal(400, await AttachAsync(text));
        Assert.Equal(400, await AttachAsync(unknown));
        Assert.Equal(400, await AttachAsync(small, small, small, small, small));
        Assert.Equal(200, await AttachAsync(small, small, small, small));
    }

    [Fact]
    public async Task A_blob_is_named_by_its_bytes_not_by_what_the_sender_says()
    {
        await using var client = await SandboxClient.StartAsync();
        await SignInAsync(client);

        var blob = await UploadAsync(client, SamplePictures.Png(10, 10));

        Assert.Equal("image/png", (string)blob["mimeType"]!);
        Assert.StartsWith("bafkrei", (string)blob["ref"]!["$link"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_ends_after_two_hours_and_is_refreshed()
    {
        await using var client = await SandboxClient.StartAsync();
        var session = await OpenSessionAsync(client, "sandbox-password");
        Use(client, session.Body["accessJwt"]);
        client.Time.Advance(TimeSpan.FromMinutes(121));

        var expired = await client.GetAsync($"{Xrpc}.server.getSession");
        Use(client, session.Body["refreshJwt"]);
        var refreshed = await client.SendAsync(HttpMethod.Post, $"{Xrpc}.server.refreshSession");
        Use(client, refreshed.Body["accessJwt"]);
        var shown = await client.GetAsync($"{Xrpc}.server.getSession");

        Assert.Equal((400, "ExpiredToken"), (expired.Status, (string)expired.Body["error"]!));
        Assert.Equal((200, "news.example.test"), (shown.Status, (string)shown.Body["handle"]!));
    }

    [Fact]
    public async Task A_foreign_password_and_a_foreign_token_are_refused()
    {
        await using var client = await SandboxClient.StartAsync();

        var session = await OpenSessionAsync(client, "abcd-efgh");
        var none = await client.PostAsync($"{Xrpc}.repo.createRecord", Body("did:plc:x", Post("Hello"), Key));
        Use(client, "a.b.c");
        var foreign = await client.PostAsync($"{Xrpc}.repo.createRecord", Body("did:plc:x", Post("Hello"), Key));

        Assert.Equal((401, "AuthenticationRequired"), (session.Status, (string)session.Body["error"]!));
        Assert.Equal((401, "AuthMissing"), (none.Status, (string)none.Body["error"]!));
        Assert.Equal((400, "InvalidToken"), (foreign.Status, (string)foreign.Body["error"]!));
    }

    [Fact]
    public async Task Another_account_cannot_be_written_to_and_a_known_handle_is_resolved()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);

        var other = await client.PostAsync($"{Xrpc}.repo.createRecord", Body("did:plc:other", Post("Hello"), Key));
        var resolved = await client.GetAsync($"{Xrpc}.identity.resolveHandle?handle=news.example.test");
        var unknown = await client.GetAsync($"{Xrpc}.identity.resolveHandle?handle=nobody.example.test");

        Assert.Equal((403, did, 400), (other.Status, (string)resolved.Body["did"]!, unknown.Status));
        Assert.Equal(200, (await client.GetAsync($"{Xrpc}.server.describeServer")).Status);
        Assert.Equal(501, (await client.GetAsync($"{Xrpc}.server.doSomething")).Status);
    }

    [Fact]
    public async Task An_answer_is_the_next_part_of_its_thread_and_the_newest_comes_first()
    {
        await using var client = await SandboxClient.StartAsync();
        var did = await SignInAsync(client);
        var root = await WriteAsync(client, "createRecord", did, Post("One"));
        var post = new JsonObject { ["uri"] = (string)root.Body["uri"]!, ["cid"] = (string)root.Body["cid"]! };
        var answer = Post("Two");
        answer["reply"] = new JsonObject { ["root"] = post, ["parent"] = post.DeepClone() };

        await client.PostAsync($"{Xrpc}.repo.createRecord", Body(did, answer, "3lzzzzzzzzz33"));

        var listed = await client.GetAsync($"{Xrpc}.repo.listRecords?repo={did}&collection=app.bsky.feed.post");
        Assert.Equal([1, 2], client.Server.Ledger.Entries().Select(entry => entry.Part));
        Assert.Equal(["Two", "One"], listed.Body["records"]!.AsArray().Select(record => (string)record!["value"]!["text"]!));
    }

    private static Task<SandboxAnswer> OpenSessionAsync(SandboxClient client, string password) =>
        client.PostAsync($"{Xrpc}.server.createSession", new JsonObject { ["identifier"] = "news.example.test", ["password"] = password });

    private static async Task<string> SignInAsync(SandboxClient client)
    {
        var session = await OpenSessionAsync(client, "sandbox-password");
        Use(client, session.Body["accessJwt"]);
        return (string)session.Body["did"]!;
    }

    private static void Use(SandboxClient client, JsonNode? token) =>
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token!);

    private static async Task<JsonNode> UploadAsync(SandboxClient client, byte[] bytes, string mediaType = "image/jpeg")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return (await client.SendAsync(HttpMethod.Post, $"{Xrpc}.repo.uploadBlob", content)).Body["blob"]!.DeepClone();
    }

    private static JsonObject Post(string text) =>
        new()
        {
            ["$type"] = "app.bsky.feed.post",
            ["text"] = text,
            ["createdAt"] = "2026-12-01T05:00:00.000Z",
        };

    private static JsonObject Link(int start, int end) =>
        new()
        {
            ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = end },
            ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = "https://ex.am" }),
        };

    private static JsonObject Body(string did, JsonObject record, string key) =>
        new()
        {
            ["repo"] = did,
            ["collection"] = "app.bsky.feed.post",
            ["rkey"] = key,
            ["record"] = record,
        };

    private static Task<SandboxAnswer> WriteAsync(SandboxClient client, string method, string did, JsonObject record) =>
        client.PostAsync($"{Xrpc}.repo.{method}", Body(did, record, Key));

    private static Task<SandboxAnswer> DeleteAsync(SandboxClient client, string did) =>
        client.PostAsync(
            $"{Xrpc}.repo.deleteRecord",
            new JsonObject
            {
                ["repo"] = did,
                ["collection"] = "app.bsky.feed.post",
                ["rkey"] = Key,
            }
        );
}
