using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox.WordPress;

public sealed class WordPressStandInTests
{
    private const string Api = "/wordpress/wp-json/wp/v2";

    [Fact]
    public async Task A_draft_with_a_picture_becomes_public_once_and_is_trashed()
    {
        await using var client = await StartAsync();
        var upload = await UploadAsync(client, SamplePictures.Jpeg(1200, 800), "a1b2.jpg");
        await client.PostAsync($"{Api}/media/{upload.Body["id"]}", new JsonObject { ["alt_text"] = "A bridge" });
        var body = Draft("post-1");
        body["featured_media"] = (int)upload.Body["id"]!;

        var draft = await client.PostAsync($"{Api}/posts", body);
        var id = (int)draft.Body["id"]!;
        var published = await client.PutAsync($"{Api}/posts/{id}", new JsonObject { ["status"] = "publish" });
        var again = await client.PutAsync($"{Api}/posts/{id}", new JsonObject { ["status"] = "publish" });
        var trashed = await client.DeleteAsync($"{Api}/posts/{id}");
        var twice = await client.DeleteAsync($"{Api}/posts/{id}");

        Assert.Equal((201, 201, 200, 200), (upload.Status, draft.Status, published.Status, again.Status));
        Assert.EndsWith($"/wordpress/?p={id}", (string)draft.Body["link"]!, StringComparison.Ordinal);
        Assert.EndsWith("/wordpress/2026/12/post-1/", (string)published.Body["link"]!, StringComparison.Ordinal);
        Assert.Equal(("trash", "post-1__trashed"), ((string)trashed.Body["status"]!, (string)trashed.Body["slug"]!));
        Assert.Equal((410, "rest_already_trashed"), (twice.Status, (string)twice.Body["code"]!));
        var entries = client.Server.Ledger.Entries("wordpress");
        Assert.Equal(["Media", "Media", "Publish", "Delete"], entries.Select(entry => $"{entry.Action}"));
        Assert.Equal(("Peace & quiet\n\nText", "<p>Text</p>", "editor"), (entries[2].Text, entries[2].Markup, entries[2].Channel));
        Assert.Equal((1200, "A bridge"), (entries[2].Media[0].Width, entries[2].Media[0].Alt));
        Assert.DoesNotContain(entries, entry => entry.Visible);
    }

    [Fact]
    public async Task A_taken_slug_gets_a_number_and_both_are_found_by_a_list_of_slugs()
    {
        await using var client = await StartAsync();
        await client.PostAsync($"{Api}/posts", Draft("twin"));

        var second = await client.PostAsync($"{Api}/posts", Draft("twin"));

        var found = await client.GetAsync($"{Api}/posts?slug=twin,twin-2&status=any&_fields=id,slug,title.rendered");
        Assert.Equal("twin-2", (string)second.Body["slug"]!);
        Assert.Equal("2", found.Headers.GetValues("X-WP-Total").Single());
        Assert.Equal(
            """{"id":2,"slug":"twin-2","title":{"rendered":"Peace &amp; quiet"}}""",
            found.Body[0]!.ToJsonString(SandboxClient.Readable)
        );
    }

    [Fact]
    public async Task Any_status_leaves_out_the_trash_and_needs_someone_signed_in()
    {
        await using var client = await StartAsync();
        await client.PostAsync($"{Api}/posts", Draft("one"));
        var trashed = await client.PostAsync($"{Api}/posts", Draft("two"));
        await client.DeleteAsync($"{Api}/posts/{trashed.Body["id"]}");

        var any = await client.GetAsync($"{Api}/posts?status=any");
        var publicOnes = await client.GetAsync($"{Api}/posts");
        client.Http.DefaultRequestHeaders.Authorization = null;
        var anonymous = await client.GetAsync($"{Api}/posts?status=any");

        Assert.Equal((1, 0), (any.Body.AsArray().Count, publicOnes.Body.AsArray().Count));
        Assert.Equal((400, "rest_invalid_param"), (anonymous.Status, (string)anonymous.Body["code"]!));
    }

    [Fact]
    public async Task A_forced_delete_leaves_nothing()
    {
        await using var client = await StartAsync();
        var draft = await client.PostAsync($"{Api}/posts", Draft("one"));

        var deleted = await client.DeleteAsync($"{Api}/posts/{draft.Body["id"]}?force=true");
        var gone = await client.DeleteAsync($"{Api}/posts/{draft.Body["id"]}?force=true");

        Assert.True((bool)deleted.Body["deleted"]!);
        Assert.Equal((404, "rest_post_invalid_id"), (gone.Status, (string)gone.Body["code"]!));
    }

    [Fact]
    public async Task A_public_post_that_becomes_a_draft_is_no_longer_seen()
    {
        await using var client = await StartAsync();
        var body = Draft("one");
        body["status"] = "publish";
        var post = await client.PostAsync($"{Api}/posts", body);
        Assert.True(client.Server.Ledger.Entries()[0].Visible);

        await client.PutAsync($"{Api}/posts/{post.Body["id"]}", new JsonObject { ["status"] = "draft" });

        Assert.DoesNotContain(client.Server.Ledger.Entries(), entry => entry.Visible);
    }

    [Theory]
    [InlineData("""{"status":"draft"}""", "empty_content")]
    [InlineData("""{"title":"T","status":"loud"}""", "rest_invalid_param")]
    [InlineData("""{"title":"T","featured_media":"picture"}""", "rest_invalid_param")]
    [InlineData("""{"title":"T","tags":["peace"]}""", "rest_invalid_param")]
    public async Task A_post_that_makes_no_sense_is_refused(string body, string code)
    {
        await using var client = await StartAsync();

        var answer = await client.PostAsync($"{Api}/posts", JsonNode.Parse(body)!);

        Assert.Equal((400, code), (answer.Status, (string)answer.Body["code"]!));
    }

    [Fact]
    public async Task An_upload_is_raw_or_a_form_and_must_be_a_picture_with_a_name()
    {
        await using var client = await StartAsync();
        using var form = SandboxClient.Form(SamplePictures.Png(20, 10), "file", ("alt_text", "A bridge"));
        var asForm = await client.SendAsync(HttpMethod.Post, $"{Api}/media", form);
        var nameless = await UploadAsync(client, SamplePictures.Png(20, 10), null);
        var empty = await UploadAsync(client, [], "a.png");
        var text = await UploadAsync(client, "hello"u8.ToArray(), "a.png");

        var bytes = await client.Http.GetByteArrayAsync((string)asForm.Body["source_url"]!, SandboxClient.CancellationToken);
        var kept = await client.DeleteAsync($"{Api}/media/{asForm.Body["id"]}");
        var deleted = await client.DeleteAsync($"{Api}/media/{asForm.Body["id"]}?force=true");

        Assert.Equal(SamplePictures.Png(20, 10), bytes);
        Assert.Equal("A bridge", (string)asForm.Body["alt_text"]!);
        Assert.Equal("rest_upload_no_content_disposition", (string)nameless.Body["code"]!);
        Assert.Equal("rest_upload_no_data", (string)empty.Body["code"]!);
        Assert.Equal((500, "rest_upload_sideload_error"), (text.Status, (string)text.Body["code"]!));
        Assert.Equal((501, 200), (kept.Status, deleted.Status));
    }

    [Fact]
    public async Task A_foreign_password_may_read_but_not_write()
    {
        await using var client = await StartAsync("abcd efgh");

        var me = await client.GetAsync($"{Api}/users/me?context=edit");
        var create = await client.PostAsync($"{Api}/posts", Draft("one"));

        Assert.Equal((401, "rest_not_logged_in"), (me.Status, (string)me.Body["code"]!));
        Assert.Equal((401, "rest_cannot_create"), (create.Status, (string)create.Body["code"]!));
        Assert.Equal(200, (await client.GetAsync($"{Api}/posts")).Status);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task Someone_signed_in_is_told_who_they_are_and_terms_exist_once()
    {
        await using var client = await StartAsync("sand box1 2345");

        var me = await client.GetAsync($"{Api}/users/me?context=edit&_fields=username");
        var first = await client.PostAsync($"{Api}/tags", new JsonObject { ["name"] = "мир" });
        var second = await client.PostAsync($"{Api}/tags", new JsonObject { ["name"] = "мир" });

        Assert.Equal("""{"username":"editor"}""", me.Text);
        Assert.Equal(201, first.Status);
        Assert.Equal((400, (int)first.Body["id"]!), (second.Status, (int)second.Body["data"]!["term_id"]!));
        Assert.Equal("rest_no_route", (string)(await client.GetAsync("/wordpress/wp-json/wp/v3/posts")).Body["code"]!);
    }

    [Fact]
    public async Task Faults_tell_a_draft_from_its_publication_by_the_body()
    {
        await using var client = await StartAsync();
        client.Server.Faults.Add(new Fault("wordpress", NetworkAction.Publish, FaultKind.Status, Status: 503));

        var draft = await client.PostAsync($"{Api}/posts", Draft("one"));
        var path = $"{Api}/posts/{draft.Body["id"]}";
        var edited = await client.PutAsync(path, new JsonObject { ["title"] = "Other" });
        var failed = await client.PutAsync(path, new JsonObject { ["status"] = "publish" });
        var published = await client.PutAsync(path, new JsonObject { ["status"] = "publish" });

        Assert.Equal((201, 200, 503, 200), (draft.Status, edited.Status, failed.Status, published.Status));
    }

    private static async Task<SandboxClient> StartAsync(string password = "sandbox 1234")
    {
        var client = await SandboxClient.StartAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"editor:{password}"));
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        return client;
    }

    private static JsonObject Draft(string slug) =>
        new()
        {
            ["title"] = "Peace & quiet",
            ["content"] = "<p>Text</p>",
            ["slug"] = slug,
            ["status"] = "draft",
        };

    private static async Task<SandboxAnswer> UploadAsync(SandboxClient client, byte[] bytes, string? name)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Headers.ContentDisposition = name is null ? null : new ContentDispositionHeaderValue("attachment") { FileName = name };
        return await client.SendAsync(HttpMethod.Post, $"{Api}/media", content);
    }
}
