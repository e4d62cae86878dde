using System.Net;
using System.Text.Json;
using Publisher.Tests.Api;
using static Publisher.Tests.Journeys.Publishing;

namespace Publisher.Tests.Journeys;

[Trait("Requirement", "PRV-20")]
public sealed class VerifyTests
{
    [Fact]
    public async Task A_text_is_verified_by_those_who_see_its_channel_and_a_forged_one_is_shown_where_it_differs()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var (channel, other) = (await journey.AddMastodonAsync(), await AddWordPressAsync(journey));
        await PublishAsync(journey, channel);
        using var limited = await journey.App.LimitedClientAsync("colleague", [other], "read");
        var text = journey.Visible.Single().Text;

        var real = await VerifyAsync(journey.Editor, $"  {text.Replace(" ", "\u00A0 \n", StringComparison.Ordinal)}\u200B");
        var forged = await VerifyAsync(journey.Editor, text.Replace("open", "closed", StringComparison.Ordinal));
        var foreign = await VerifyAsync(journey.Editor, "Somebody else wrote these words, and nobody here has ever seen them before.");
        var unseen = await VerifyAsync(limited, text);

        var match = Assert.Single(real.Items("matches"));
        Assert.True(real.GetProperty("published").GetBoolean() && match.GetProperty("exact").GetBoolean());
        Assert.Equal((channel, "mastodon", "en"), (match.Text("channelId"), match.Text("network"), match.Text("language")));
        Assert.StartsWith("http", match.Text("url"), StringComparison.Ordinal);
        Assert.False(forged.GetProperty("published").GetBoolean());
        Assert.Equal(("open", "closed"), (forged.GetProperty("nearest").Text("ours"), forged.GetProperty("nearest").Text("given")));
        Assert.Equal(match.Text("postId"), forged.GetProperty("nearest").GetProperty("post").Text("postId"));
        foreach (var nothing in new[] { foreign, unseen })
        {
            Assert.False(nothing.GetProperty("published").GetBoolean());
            Assert.Equal(JsonValueKind.Null, nothing.GetProperty("nearest").ValueKind);
        }
    }

    [Fact]
    public async Task What_readers_see_of_a_page_is_verified_with_its_title_and_without()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        await PublishAsync(journey, await AddWordPressAsync(journey));

        var body = await VerifyAsync(journey.Editor, Body);
        var whole = await VerifyAsync(journey.Editor, $"The bridge\n\n{Body}");
        var late = await VerifyAsync(journey.Editor, Body + " Never.");

        Assert.True(body.GetProperty("published").GetBoolean());
        Assert.True(whole.GetProperty("published").GetBoolean());
        Assert.Equal(("", "Never."), (late.GetProperty("nearest").Text("ours"), late.GetProperty("nearest").Text("given")));
    }

    [Fact]
    public async Task Verifying_names_what_is_wrong_with_the_question()
    {
        await using var journey = await NewsroomJourney.StartAsync();

        await journey.Editor.Post("/v1/verify", new { text = "" }).CodeAsync(HttpStatusCode.UnprocessableEntity);
        await journey.Editor.Post("/v1/verify", new { text = new string('a', 100_001) }).CodeAsync(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<JsonElement> VerifyAsync(HttpClient client, string text) =>
        await client.Post("/v1/verify", new { text }).JsonAsync();
}
