using System.Net;
using System.Text.Json;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>Where a network deletes nothing for good, a person ends the takedown, and the piece can be forgotten.</summary>
[Trait("Requirement", "PRV-13")]
public sealed class SeenGoneTests
{
    [Fact]
    public async Task What_a_person_saw_gone_is_removed_and_its_piece_can_be_deleted()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var content = await Publishing.PublishAsync(journey, await journey.AddMastodonAsync());
        var post = (await journey.Writer.Get($"/v1/posts?content={content}").JsonAsync()).Items("items").Single().Text("id");
        await Publishing.TakeDownAsync(journey, content);
        var asked = await ShowAsync(journey, post);
        var tooEarly = await journey.Writer.Delete($"/v1/contents/{content}").CodeAsync(HttpStatusCode.Conflict);

        var seen = await ResolveAsync(journey, post).JsonAsync();
        using var deleted = await journey.Writer.Delete($"/v1/contents/{content}");

        Assert.Equal("requested", asked.Text("state"));
        Assert.Equal("has_posts", tooEarly);
        Assert.Equal("removed", seen.Text("state"));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task What_is_out_or_removed_already_is_not_seen_gone()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var content = await Publishing.PublishAsync(journey, await journey.AddMastodonAsync());
        var post = (await journey.Writer.Get($"/v1/posts?content={content}").JsonAsync()).Items("items").Single().Text("id");

        var whileOut = await ResolveAsync(journey, post).CodeAsync(HttpStatusCode.Conflict);
        await Publishing.TakeDownAsync(journey, content);
        await ResolveAsync(journey, post).JsonAsync();
        var again = await ResolveAsync(journey, post).CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal(("conflict", "conflict"), (whileOut, again));
    }

    private static Task<JsonElement> ShowAsync(NewsroomJourney journey, string post) => journey.Writer.Get($"/v1/posts/{post}").JsonAsync();

    private static Task<HttpResponseMessage> ResolveAsync(NewsroomJourney journey, string post) =>
        journey.Editor.Post($"/v1/posts/{post}/resolve", new { landed = false, retry = false });
}
