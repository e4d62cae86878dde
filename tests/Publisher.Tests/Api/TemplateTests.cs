using System.Net;
using System.Text.Json;
using NetVips;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

/// <summary>How a channel chooses what its slides look like, through the front door.</summary>
public sealed class TemplateTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_looks_are_listed_with_all_that_a_channel_may_set()
    {
        using var reader = await _app.ClientForAsync("reader", "read");

        var templates = (await reader.Get("/v1/templates").JsonAsync()).Items();

        Assert.Equal(["evening", "paper"], templates.Select(template => template.Text("name")));
        var evening = templates[0];
        Assert.True(evening.GetProperty("isDefault").GetBoolean());
        Assert.Equal(["hook", "point", "quote", "closing"], evening.Items("kinds").Select(kind => kind.GetString()));
        Assert.Equal(
            ["1080x1920", "1080x1350", "1080x1080"],
            evening.Items("shapes").Select(shape => $"{shape.GetProperty("width")}x{shape.GetProperty("height")}")
        );
        Assert.Equal("#FFCB5C", evening.GetProperty("colours").Text("card.accent"));
        Assert.Equal(["sans", "serif"], evening.Items("fonts").Select(font => font.Text("name")));
        Assert.Equal(["evening", "paper"], evening.Items("settings")[0].Items("choices").Select(choice => choice.GetString()));
        Assert.Contains("brand.accent", evening.Items("settings").Select(setting => setting.Text("name")));
    }

    [Fact]
    public async Task Everything_wrong_with_a_look_is_told_at_once()
    {
        using var planner = await _app.ClientForAsync("planner");

        var problem = await planner
            .Post(
                "/v1/channels",
                Channel(
                    new()
                    {
                        ["template"] = "midnight",
                        ["handle"] = "two words",
                        ["logo"] = "m_nowhere",
                        ["brand.glow"] = "#FFFFFF",
                    }
                )
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);
        var second = await planner
            .Post(
                "/v1/channels",
                Channel(
                    new()
                    {
                        ["template"] = "paper",
                        ["font"] = "gothic",
                        ["handle"] = "two words",
                        ["brand.accent"] = "red",
                    }
                )
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["settings.brand.glow", "settings.logo", "settings.template"], Fields(problem));
        Assert.Equal(["settings.brand.accent", "settings.font", "settings.handle"], Fields(second));
    }

    [Theory]
    [Trait("Requirement", "SLD-09")]
    [InlineData("16-24", HttpStatusCode.Created)]
    [InlineData("50+", HttpStatusCode.UnprocessableEntity)]
    public async Task SLD_09_colours_need_more_contrast_for_readers_of_50_and_older(string ageBand, HttpStatusCode expected)
    {
        using var planner = await _app.ClientForAsync("planner");

        var answer = await planner
            .Post("/v1/channels", Channel(new() { ["brand.card"] = "#6B5B95", ["brand.accent"] = "#FFF0C0" }, ageBand: ageBand))
            .JsonAsync(expected);

        if (expected != HttpStatusCode.Created)
        {
            var error = answer.Items("errors")[0];
            Assert.Equal(("low_contrast", "settings.brand.card"), (error.Text("code"), error.Text("field")));
            Assert.Contains("the least is 7 for readers of 50 and older", error.Text("message"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_channel_that_draws_no_slides_has_no_look()
    {
        using var planner = await _app.ClientForAsync("planner");

        var problem = await planner
            .Post("/v1/channels", Channel(new() { ["template"] = "paper" }, format: "short_text"))
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["settings.template"], Fields(problem));
    }

    [Fact]
    public async Task A_preview_wears_what_the_channel_chose_and_a_change_of_it_is_another_hash()
    {
        using var planner = await _app.ClientForAsync("planner");
        var logo = await UploadAsync(planner);
        var channel = await NewAsync(
            planner,
            new()
            {
                ["template"] = "paper",
                ["handle"] = "@most_example",
                ["logo"] = logo,
            }
        );
        var first = await PreviewAsync(planner, channel);

        await planner
            .Put($"/v1/channels/{channel}", Channel(new() { ["template"] = "paper", ["brand.card"] = "#DDE8F0" }), "*")
            .JsonAsync();
        var second = await PreviewAsync(planner, channel);

        Assert.NotEqual(first.Text("hash"), second.Text("hash"));
        using var paper = FirstSlide(first);
        using var blue = FirstSlide(second);
        Assert.True(paper[540, 1180] is [> 235, > 220, < 240], "the card is paper");
        Assert.True(paper[100, 80] is [> 180, < 90, < 90], "the logo stands above the text");
        Assert.InRange(blue[540, 1180][2] - blue[540, 1180][0], 10, 30);
        Assert.Empty(first.Items("warnings"));
    }

    [Fact]
    public async Task Where_names_are_forbidden_on_pictures_handle_and_logo_are_left_off_with_a_warning()
    {
        using var planner = await _app.ClientForAsync("planner");
        var settings = new Dictionary<string, string> { ["template"] = "paper" };
        var plain = await PreviewAsync(planner, await NewAsync(planner, settings, "tiktok"));
        settings["handle"] = "@most_example";
        settings["logo"] = await UploadAsync(planner);

        var branded = await PreviewAsync(planner, await NewAsync(planner, settings, "tiktok"));

        Assert.Equal("brand_forbidden", Assert.Single(branded.Items("warnings")).Text("code"));
        using var without = FirstSlide(plain);
        using var with = FirstSlide(branded);
        Assert.Equal(without.WriteToMemory<byte>(), with.WriteToMemory<byte>());
    }

    [Fact]
    public async Task A_logo_stays_while_a_channel_shows_it()
    {
        using var planner = await _app.ClientForAsync("planner");
        var logo = await UploadAsync(planner);
        var channel = await NewAsync(planner, new() { ["logo"] = logo });

        var kept = await planner.Delete($"/v1/media/{logo}").CodeAsync(HttpStatusCode.Conflict);
        await planner.Put($"/v1/channels/{channel}", Channel([]), "*").JsonAsync();
        await planner.Delete($"/v1/media/{logo}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal("in_use", kept);
    }

    private static object Channel(
        Dictionary<string, string> look,
        string network = "telegram",
        string format = "vertical_images",
        string ageBand = "16-24"
    ) =>
        new
        {
            name = "Slides",
            network,
            format,
            language = "ru",
            audience = new { ageBand },
            settings = network == "telegram" ? new Dictionary<string, string>(look) { ["chatId"] = "@most_example" } : look,
            credentials = network == "telegram"
                ? new Dictionary<string, string> { ["botToken"] = "1:sandbox" }
                : new() { ["accessToken"] = "a", ["refreshToken"] = "b" },
        };

    private static async Task<string> NewAsync(HttpClient client, Dictionary<string, string> look, string network = "telegram") =>
        (await client.Post("/v1/channels", Channel(look, network)).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static Task<JsonElement> PreviewAsync(HttpClient client, string channel) =>
        client
            .Post(
                $"/v1/preview?channel={channel}",
                new
                {
                    texts = new
                    {
                        ru = new { title = "Мост, который чинили вдвоём", body = "Сначала молчали. Потом кто-то поставил чайник." },
                    },
                    channels = new[] { channel },
                }
            )
            .JsonAsync();

    private static async Task<string> UploadAsync(HttpClient client)
    {
        using var red = Pictures.Plain(200, 200, 228, 30, 30);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(red.PngsaveBuffer()), "file", "logo.png" } };
        return (await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static Image FirstSlide(JsonElement variant)
    {
        var url = variant.Items("parts").First(part => part.Text("kind") == "image").Text("url");
        return Image.NewFromBuffer(Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]));
    }

    private static IEnumerable<string> Fields(JsonElement problem) =>
        problem.Items("errors").Select(error => error.Text("field")).Order(StringComparer.Ordinal);
}
