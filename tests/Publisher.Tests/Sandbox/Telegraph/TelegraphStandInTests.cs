using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox.Telegraph;

public sealed class TelegraphStandInTests
{
    private const string Text = """[{"tag":"p","children":["Long ",{"tag":"b","children":["text"]}]},{"tag":"p","children":["Second"]}]""";

    [Fact]
    public async Task A_stub_is_published_when_it_first_says_something_and_blanked_at_the_end()
    {
        await using var client = await SandboxClient.StartAsync();

        var stub = await CallAsync(client, "createPage", "Peace", """["…"]""");
        var path = (string)stub.Body["result"]!["path"]!;
        await CallAsync(client, $"editPage/{path}", "Мир", Text);
        await CallAsync(client, $"editPage/{path}", "Мир!", Text);
        Assert.Single(client.Server.Ledger.Entries("telegraph"), entry => entry.Visible);
        await CallAsync(client, $"editPage/{path}", "…", """["…"]""");

        var shown = await client.GetAsync($"/telegraph/getPage/{path}?return_content=true");
        var entries = client.Server.Ledger.Entries("telegraph");
        Assert.Equal("Peace-12-01", path);
        Assert.Equal(["Media", "Publish", "Edit", "Edit"], entries.Select(entry => $"{entry.Action}"));
        Assert.Equal(("Мир\n\nLong text\nSecond", path), (entries[1].Text, entries[1].RemoteId));
        Assert.DoesNotContain(entries, entry => entry.Visible);
        Assert.Equal("""["…"]""", shown.Body["result"]!["content"]!.ToJsonString(SandboxClient.Readable));
    }

    [Fact]
    public async Task A_page_that_says_something_at_once_is_published_at_once_and_a_second_one_gets_a_number()
    {
        await using var client = await SandboxClient.StartAsync();

        await CallAsync(client, "createPage", "Peace", Text);
        var second = await CallAsync(client, "createPage", "Peace", Text);
        var list = await client.GetAsync("/telegraph/getPageList?access_token=sandbox-1");

        Assert.EndsWith("/telegraph/Peace-12-01-2", (string)second.Body["result"]!["url"]!, StringComparison.Ordinal);
        Assert.Equal(2, (int)list.Body["result"]!["total_count"]!);
        Assert.Equal("Peace-12-01-2", (string)list.Body["result"]!["pages"]![0]!["path"]!);
        Assert.Equal(2, client.Server.Ledger.Entries().Count(entry => entry is { Action: NetworkAction.Publish, Visible: true }));
    }

    [Theory]
    [InlineData("""[{"tag":"h1","children":["Title"]}]""", "CONTENT_FORMAT_INVALID")]
    [InlineData("""[{"tag":"p","attrs":{"class":"x"},"children":["Text"]}]""", "CONTENT_FORMAT_INVALID")]
    [InlineData("""[{"tag":"p","style":"x","children":["Text"]}]""", "CONTENT_FORMAT_INVALID")]
    [InlineData("""[3]""", "CONTENT_FORMAT_INVALID")]
    [InlineData("Text", "CONTENT_FORMAT_INVALID")]
    [InlineData("""[{"tag":"img","attrs":{"src":"https://ex.am/a.jpg"}}]""", "CONTENT_TEXT_REQUIRED")]
    [InlineData("[]", "CONTENT_REQUIRED")]
    public async Task A_content_that_does_not_fit_is_refused_by_name(string content, string error)
    {
        await using var client = await SandboxClient.StartAsync();

        var answer = await CallAsync(client, "createPage", "Peace", content);

        Assert.Equal((200, false, error), (answer.Status, (bool)answer.Body["ok"]!, (string)answer.Body["error"]!));
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Theory]
    [InlineData(65536, true)]
    [InlineData(65537, false)]
    public async Task A_content_holds_64_kilobytes_of_json(int bytes, bool fits)
    {
        await using var client = await SandboxClient.StartAsync();
        var content = $"[\"{new string('x', bytes - 4)}\"]";

        var answer = await CallAsync(client, "createPage", "Peace", content);

        Assert.Equal(fits ? null : "CONTENT_TOO_BIG", (string?)answer.Body["error"]);
    }

    [Fact]
    public async Task A_title_is_needed_and_a_page_belongs_to_its_account()
    {
        await using var client = await SandboxClient.StartAsync();
        await CallAsync(client, "createPage", "Peace", Text);

        var untitled = await CallAsync(client, "createPage", "", Text);
        var tooLong = await CallAsync(client, "createPage", new string('x', 257), Text);
        var foreign = await CallAsync(client, "editPage/Peace-12-01", "Other", Text, "sandbox-2");
        var missing = await CallAsync(client, "editPage/Nothing-12-01", "Other", Text);
        var refused = await CallAsync(client, "createPage", "Peace", Text, "b968da509bb76866c35425099bc0989a5ec3b32997d55286c657e6994bbb");
        var unknown = await CallAsync(client, "doSomething", "Peace", Text);

        Assert.Equal(
            ["TITLE_REQUIRED", "TITLE_TOO_LONG", "PAGE_ACCESS_DENIED", "PAGE_NOT_FOUND", "ACCESS_TOKEN_INVALID", "UNKNOWN_METHOD"],
            new[] { untitled, tooLong, foreign, missing, refused, unknown }.Select(answer => (string)answer.Body["error"]!)
        );
    }

    [Fact]
    public async Task Content_may_be_nested_json_and_its_pictures_are_fetched_from_loopback()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(SamplePictures.Jpeg(100, 50));
        await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        var source = $"{client.Server.Address}_sandbox/media/{client.Server.Ledger.Entries()[0].Media[0].Sha256}";
        var figure = new JsonObject
        {
            ["tag"] = "img",
            ["attrs"] = new JsonObject { ["src"] = source },
        };
        var body = new JsonObject
        {
            ["access_token"] = "sandbox-1",
            ["title"] = "Peace",
            ["content"] = new JsonArray("Text", figure),
        };

        var made = await client.PostAsync("/telegraph/createPage", body);

        Assert.Equal(source, (string)made.Body["result"]!["image_url"]!);
        Assert.Equal(100, client.Server.Ledger.Entries("telegraph")[0].Media[0].Width);
    }

    [Fact]
    public async Task An_account_is_made_with_a_token_that_works_and_faults_wait_for_their_action()
    {
        await using var client = await SandboxClient.StartAsync();
        var account = await client.PostAsync("/telegraph/createAccount", new JsonObject { ["short_name"] = "News" });
        var token = (string)account.Body["result"]!["access_token"]!;
        client.Server.Faults.Add(new Fault("telegraph", NetworkAction.Publish, FaultKind.Status, Status: 429, RetryAfterSeconds: 7));

        var stub = await CallAsync(client, "createPage", "Peace", """["…"]""", token);
        var flooded = await CallAsync(client, "editPage/Peace-12-01", "Peace", Text, token);
        var edited = await CallAsync(client, "editPage/Peace-12-01", "Peace", Text, token);

        Assert.True((bool)stub.Body["ok"]!);
        Assert.Equal("FLOOD_WAIT_7", (string)flooded.Body["error"]!);
        Assert.True((bool)edited.Body["ok"]!);
    }

    private static async Task<SandboxAnswer> CallAsync(
        SandboxClient client,
        string method,
        string title,
        string content,
        string token = "sandbox-1"
    )
    {
        using var form = new FormUrlEncodedContent([new("access_token", token), new("title", title), new("content", content)]);
        return await client.SendAsync(HttpMethod.Post, $"/telegraph/{method}", form);
    }
}
