using System.Net;
using Microsoft.EntityFrameworkCore;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

[Trait("Requirement", "PRV-06")]
public sealed class MediaCoverTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task A_covered_picture_is_a_new_medium_and_nothing_is_left_of_the_old_one(string extension)
    {
        using var client = await _app.ClientForAsync("editor");
        var old = await CoverTrial.UploadAsync(client, Faces.Photo(extension));

        var made = await client.Post($"/v1/media/{old}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);

        var file = await CoverTrial.BytesAsync(client, $"/v1/media/{made.Text("id")}/file");
        Assert.Equal(old, made.Text("coverOf"));
        Assert.InRange(Faces.Redness(file), -30, 30);
        Assert.InRange(Faces.Unevenness(file), 0, 12);
        await client.Get($"/v1/media/{old}").CodeAsync(HttpStatusCode.NotFound);
        await client.Get($"/v1/media/{old}/file").CodeAsync(HttpStatusCode.NotFound);
        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(_app).Count == 1);
        Assert.Equal(file, CoverTrial.StoredFiles(_app)[0]);
    }

    [Fact]
    public async Task A_piece_moves_to_the_covered_picture_and_must_be_approved_anew()
    {
        using var writer = await _app.ClientForAsync("writer");
        using var approver = await _app.ClientForAsync("approver");
        string[] channels = [await Pieces.NewChannelAsync(writer), await SlidesAsync(writer)];
        var old = await CoverTrial.UploadAsync(writer);
        var content = await CoverTrial.SubmitAsync(writer, CoverTrial.Piece(old, channels));
        await ApproveAsync(writer, approver, content);
        var before = await CoverTrial.VariantsAsync(writer, content);
        var post = await ScheduleAsync(writer, content, channels);

        var made = await writer.Post($"/v1/media/{old}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);
        await CoverTrial.VariantsAsync(writer, content);

        var now = await writer.Get($"/v1/contents/{content}").JsonAsync();
        Assert.Equal(("draft", 2), (now.Text("state"), now.GetProperty("revision").GetInt32()));
        Assert.Equal(
            (made.Text("id"), "People on a bridge"),
            (now.Items("media")[0].Text("id"), now.Items("media")[0].GetProperty("alt").Text("en"))
        );
        Assert.Equal("blocked", (await writer.Get($"/v1/posts/{post}").JsonAsync()).Text("state"));
        foreach (var variant in before)
        {
            await writer.Get($"/v1/variants/{variant.Text("id")}/files/1").CodeAsync(HttpStatusCode.NotFound);
        }

        await CoverTrial.UntilAsync(() => CoverTrial.StoredFiles(_app).All(file => Faces.Redness(file) < 100));
        await writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        var own = await ApprovalAsync(writer, content).CodeAsync(HttpStatusCode.Forbidden);
        await ApprovalAsync(approver, content).JsonAsync();
        Assert.Equal("own_content", own);
        Assert.Equal("scheduled", (await writer.Get($"/v1/posts/{post}").JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task A_cover_that_is_not_final_leaves_the_old_picture_to_those_who_draft()
    {
        using var editor = await _app.ClientForAsync("editor");
        using var reader = await _app.ClientForAsync("reader", "read");
        var old = await CoverTrial.UploadAsync(editor);
        await CoverTrial.BytesAsync(reader, $"/v1/media/{old}/file");

        var made = await editor
            .Post($"/v1/media/{old}/cover", new { boxes = new[] { Faces.Box }, final = false })
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal("forbidden", await reader.Get($"/v1/media/{old}/file").CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("forbidden", await reader.Get($"/v1/media/{old}/file?grid=10").CodeAsync(HttpStatusCode.Forbidden));
        Assert.True(Faces.Redness(await CoverTrial.BytesAsync(editor, $"/v1/media/{old}/file")) > 200);
        Assert.True(Faces.Redness(await CoverTrial.BytesAsync(reader, $"/v1/media/{made.Text("id")}/file")) < 30);
        await reader.Get($"/v1/media/{old}").JsonAsync();
    }

    [Fact]
    public async Task A_picture_that_a_piece_covers_is_shown_plain_to_those_who_draft_alone()
    {
        using var editor = await _app.ClientForAsync("editor");
        using var reader = await _app.ClientForAsync("reader", "read");
        var channel = await Pieces.NewChannelAsync(editor);
        var media = await CoverTrial.UploadAsync(editor);
        var content = await CoverTrial.SubmitAsync(editor, CoverTrial.Piece(media, [channel]));
        var plain = (await CoverTrial.VariantsAsync(reader, content))[0].Text("id");
        await CoverTrial.BytesAsync(reader, $"/v1/variants/{plain}/files/1");

        await editor.Put($"/v1/contents/{content}", CoverTrial.Piece(media, [channel], [Faces.Box]), "*").JsonAsync();

        var covered = (await CoverTrial.VariantsAsync(reader, content))[0].Text("id");
        await reader.Get($"/v1/media/{media}/file").CodeAsync(HttpStatusCode.Forbidden);
        await reader.Get($"/v1/variants/{plain}/files/1").CodeAsync(HttpStatusCode.Forbidden);
        Assert.True(Faces.Redness(await CoverTrial.BytesAsync(reader, $"/v1/variants/{covered}/files/1")) < 30);
        await CoverTrial.BytesAsync(editor, $"/v1/media/{media}/file");
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_boxes_is_told_at_once()
    {
        using var client = await _app.ClientForAsync("editor");
        var media = await CoverTrial.UploadAsync(client);
        var body = """{"boxes":[{"x":10,"y":0.1,"w":0,"h":0.2},null,{"x":0.1,"y":-0.1,"w":0.1}]}""";

        var problem = await client.Post($"/v1/media/{media}/cover", body).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var none = await client.Post($"/v1/media/{media}/cover", new { }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ["boxes[0].x", "boxes[0].w", "boxes[1].x", "boxes[1].y", "boxes[1].w", "boxes[1].h", "boxes[2].y", "boxes[2].h"],
            problem.Items("errors").Select(error => error.Text("field"))
        );
        Assert.Contains("it is 10", problem.Items("errors")[0].Text("message"), StringComparison.Ordinal);
        Assert.Equal("boxes", Assert.Single(none.Items("errors")).Text("field"));
        await client.Get($"/v1/media/{media}").JsonAsync();
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task The_same_request_again_gives_the_same_medium_though_the_old_one_is_gone()
    {
        using var client = await _app.ClientForAsync("editor");
        var media = await CoverTrial.UploadAsync(client);

        var first = await client.Post($"/v1/media/{media}/cover", CoverTrial.Cover, "once").JsonAsync(HttpStatusCode.Created);
        var again = await client.Post($"/v1/media/{media}/cover", CoverTrial.Cover, "once").JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.Text("id"), again.Text("id"));
        await client.Post($"/v1/media/{media}/cover", CoverTrial.Cover).CodeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    [Trait("Requirement", "PRV-14")]
    public async Task A_cover_is_told_in_the_audit_with_both_media()
    {
        using var client = await _app.ClientForAsync("editor");
        var media = await CoverTrial.UploadAsync(client);

        var made = await client.Post($"/v1/media/{media}/cover", CoverTrial.Cover).JsonAsync(HttpStatusCode.Created);

        await using var db = _app.Store.Read();
        var entry = await db.AuditEntries.SingleAsync(row => row.Action == "media.cover", TestContext.Current.CancellationToken);
        Assert.Equal(("editor", media), (entry.Person, entry.Subject));
        Assert.Contains(made.Text("id"), entry.Details, StringComparison.Ordinal);
    }

    private static async Task<string> SlidesAsync(HttpClient client)
    {
        var channel = new
        {
            name = "Slides",
            network = "tiktok",
            format = "vertical_images",
            language = "en",
            audience = new { ageBand = "16-24", region = "AM" },
            settings = new { privacyLevel = "SELF_ONLY" },
            credentials = new { accessToken = "sandbox-token" },
        };
        return (await client.Post("/v1/channels", channel).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static async Task ApproveAsync(HttpClient writer, HttpClient approver, string content)
    {
        await writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        await ApprovalAsync(approver, content).JsonAsync();
    }

    private static async Task<HttpResponseMessage> ApprovalAsync(HttpClient client, string content)
    {
        var hash = (await client.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");
        return await client.Post($"/v1/contents/{content}/approve", new { hash, @checked = new[] { "faces", "background" } });
    }

    private static async Task<string> ScheduleAsync(HttpClient client, string content, string[] channels)
    {
        var order = new
        {
            contentId = content,
            channels,
            publishAt = TimeProvider.System.GetUtcNow().AddDays(5),
        };
        return (await client.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id");
    }
}
