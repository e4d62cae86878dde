using System.Globalization;
using System.Text;
using System.Text.Json;
using Publisher.Posts;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class WebhookBodyTests
{
    private static readonly DateTimeOffset _at = DateTimeOffset.Parse("2026-12-01T09:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    [Trait("Requirement", "WHK-05")]
    public void WHK_05_A_body_holds_type_timestamp_and_data_and_nothing_else()
    {
        using var body = JsonDocument.Parse(WebhookBody.Of("post.published", _at, """{"postId":"p_1"}"""));

        Assert.Equal(["type", "timestamp", "data"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(_at, body.RootElement.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Fact]
    [Trait("Requirement", "WHK-05")]
    public void WHK_05_A_body_that_would_pass_20_kB_goes_without_its_lists_and_says_so()
    {
        var posts = Enumerable.Range(0, 1_000).Select(number => $"p_{number:D26}");
        var data = PostsJson.Write(new { ContentId = "c_1", PostIds = posts.ToList() });

        var body = WebhookBody.Of("content.approval_voided", _at, data);

        Assert.True(Encoding.UTF8.GetByteCount(body) <= WebhookBody.MostBytes);
        Assert.Equal("""{"contentId":"c_1","shortened":true}""", JsonDocument.Parse(body).RootElement.GetProperty("data").GetRawText());
    }
}
