using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Publisher.Tests.Api;

/// <summary>Whoever approves a picture says that they looked at it.</summary>
[Trait("Requirement", "PRV-07")]
public sealed class PictureChecksTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("faces, background")]
    [InlineData("background", "faces")]
    [InlineData("faces", "background")]
    public async Task PRV_07_a_picture_is_not_approved_before_faces_and_background_were_looked_at(string missing, params string[] looked)
    {
        using var writer = await _app.ClientForAsync("writer");
        using var approver = await _app.ClientForAsync("approver");
        var content = await SubmitAsync(writer, isIllustrated: true);

        var problem = await ApproveAsync(approver, content, looked).JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.Items("errors"));
        Assert.Equal("checked", error.Text("field"));
        Assert.EndsWith($"missing: {missing}.", error.Text("message"), StringComparison.Ordinal);
        Assert.Equal("in_review", (await writer.Get($"/v1/contents/{content}").JsonAsync()).Text("state"));
    }

    [Fact]
    [Trait("Requirement", "PRV-14")]
    public async Task PRV_07_what_was_looked_at_is_kept_with_the_approval_and_told_in_the_audit()
    {
        using var writer = await _app.ClientForAsync("writer");
        using var approver = await _app.ClientForAsync("approver");
        var content = await SubmitAsync(writer, isIllustrated: true);

        await ApproveAsync(approver, content, "background", "faces", "faces").JsonAsync();

        await using var db = _app.Store.Read();
        var approval = await db.Approvals.SingleAsync(TestContext.Current.CancellationToken);
        var entry = await db.AuditEntries.SingleAsync(row => row.Action == "content.approve", TestContext.Current.CancellationToken);
        Assert.Equal(["background", "faces"], approval.Checked);
        Assert.Contains("\"checked\":\"background,faces\"", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PRV_07_a_word_that_is_not_on_the_list_is_refused_with_the_list()
    {
        using var writer = await _app.ClientForAsync("writer");
        using var approver = await _app.ClientForAsync("approver");
        var content = await SubmitAsync(writer, isIllustrated: false);

        var problem = await ApproveAsync(approver, content, "faces", "Background", "all of it")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["checked[1]", "checked[2]"], problem.Items("errors").Select(error => error.Text("field")));
        Assert.Equal("checked[2] must be one of faces, background; it is “all of it”.", problem.Items("errors")[1].Text("message"));
    }

    [Fact]
    public async Task PRV_07_text_alone_needs_no_look_at_pictures()
    {
        using var writer = await _app.ClientForAsync("writer");
        using var approver = await _app.ClientForAsync("approver");

        var approved = await ApproveAsync(approver, await SubmitAsync(writer, isIllustrated: false)).JsonAsync();

        Assert.Equal("approved", approved.Text("state"));
    }

    private static async Task<string> SubmitAsync(HttpClient writer, bool isIllustrated)
    {
        var channel = await Pieces.NewChannelAsync(writer);
        var piece = isIllustrated ? CoverTrial.Piece(await CoverTrial.UploadAsync(writer), [channel]) : Pieces.Content(channel);
        var content = await CoverTrial.SubmitAsync(writer, piece);
        await writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        return content;
    }

    private static async Task<HttpResponseMessage> ApproveAsync(HttpClient client, string content, params string[] looked)
    {
        var hash = (await client.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");
        return await client.Post($"/v1/contents/{content}/approve", new { hash, @checked = looked });
    }
}
