using System.Net;

namespace Publisher.Tests.Api;

/// <summary>What an editor who pastes a marked text is shown before anything goes out.</summary>
public sealed class IncomingTextDoorTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "PRV-21")]
    [Trait("Requirement", "PRV-18")]
    public async Task A_marked_text_is_clean_in_its_variant_and_in_a_preview_and_both_say_what_was_done()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);
        var content = new
        {
            texts = new
            {
                en = new { body = "The bri\u200Bdge \u202Eis\u202C оpen: [plan](https://n.example/?id=1&fbclid=secret), https://bit.ly/x" },
            },
            link = "https://n.example/a?utm_source=secret",
            channels = new[] { channel },
        };

        var made = await client.Post("/v1/contents", content).JsonAsync(HttpStatusCode.Created);
        var stored = (await client.Get($"/v1/contents/{made.Text("id")}/variants?wait=10").JsonAsync()).Items()[0];
        var preview = await client.Post($"/v1/preview?channel={channel}", content).JsonAsync();

        foreach (var variant in new[] { stored, preview })
        {
            var text = variant.Items("parts")[0].Text("text");
            Assert.StartsWith("The bridge is оpen: plan (https://n.example/?id=1)", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", $"{variant}", StringComparison.Ordinal);
            var codes = variant.Items("warnings").Select(warning => warning.Text("code")).ToList();
            Assert.Equal(
                ["bidi_controls", "invisible_characters", "link_shortener", "mixed_scripts", "tracking_parameters"],
                codes.Order(StringComparer.Ordinal)
            );
            var told = variant.Items("warnings").First(warning => warning.Text("code") == "invisible_characters");
            Assert.Contains("texts.en.body, letter 8", told.Text("message"), StringComparison.Ordinal);
        }
    }
}
