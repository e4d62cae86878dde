using System.Text.Json;
using Publisher.Channels;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegraphPagesTests
{
    private const string Nodes = """[{"tag":"h3","children":["Чай 😀"]},{"tag":"p","children":["с ",{"tag":"b","children":["хлебом"]}]}]""";
    private const string Filled =
        """{"ok":true,"result":{"path":"News-11-22","url":"https://telegra.ph/News-11-22","title":"Заголовок"}}""";

    private static readonly (string, string)[] _prepared = [("page1path", "News-11-22"), ("page1url", "https://telegra.ph/News-11-22")];

    [Fact]
    public async Task Preparing_makes_stubs_that_say_nothing_of_the_piece()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/createPage", Made("News-11-22")).On("/createPage", Made("News-11-22-2"));
        var variant = TelegramTrial.Piece(
            TelegramTrial.Page(Nodes, "Редакция"),
            TelegramTrial.Page(Nodes),
            TelegramTrial.Message("{{page}}")
        );

        var prepared = await trial.Network.PrepareAsync(variant, trial.Access, TestContext.Current.CancellationToken);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["page1path"] = "News-11-22",
                ["page1url"] = "https://telegra.ph/News-11-22",
                ["page2path"] = "News-11-22-2",
                ["page2url"] = "https://telegra.ph/News-11-22-2",
            },
            Assert.IsType<Prepared.Ready>(prepared).Values
        );
        Assert.All(
            trial.Server.Calls,
            call =>
                Assert.Equal(
                    $$"""{"access_token":"{{TelegramTrial.TelegraphToken}}","title":"News","author_name":"","content":["…"],"author_url":""}""",
                    call.Body
                )
        );
    }

    [Fact]
    public async Task Messages_alone_need_no_preparing()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");

        var prepared = await trial.Network.PrepareAsync(
            TelegramTrial.Piece(TelegramTrial.Message("Tea")),
            trial.Access,
            TestContext.Current.CancellationToken
        );

        Assert.Empty(Assert.IsType<Prepared.Ready>(prepared).Values);
        Assert.Empty(trial.Server.Calls);
    }

    [Fact]
    [Trait("Requirement", "PRV-10")]
    public async Task Publishing_fills_the_page_with_the_shared_byline_and_the_nodes_as_written()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/editPage/News-11-22", Filled);

        var outcome = await trial.PublishAsync(TelegramTrial.Piece(TelegramTrial.Page(Nodes, "Редакция")), part: 1, _prepared);

        var call = trial.Server.Call("/editPage/News-11-22");
        Assert.Contains($"\"content\":{Nodes},\"author_url\":\"\"", call.Body, StringComparison.Ordinal);
        var sent = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("Заголовок", sent.GetProperty("title").GetString());
        Assert.Equal("Редакция", sent.GetProperty("author_name").GetString());
        Assert.Equal(new Outcome.Published(new RemoteId("page:News-11-22"), new Uri("https://telegra.ph/News-11-22")), outcome);
    }

    [Theory]
    [InlineData("[\"one\"]", """["one",{"tag":"p","children":[{"tag":"a","attrs":{"href":"https://telegra.ph/Two"},"children":["→"]}]}]""")]
    [InlineData(
        """[{"tag":"a","attrs":{"href":"{{page}}"},"children":["on"]}]""",
        """[{"tag":"a","attrs":{"href":"https://telegra.ph/Two"},"children":["on"]}]"""
    )]
    public async Task A_page_leads_to_the_next_one(string nodes, string sent)
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/editPage/News-11-22", Filled);
        var variant = TelegramTrial.Piece(TelegramTrial.Page(nodes), TelegramTrial.Page("[\"two\"]"));

        await trial.PublishAsync(variant, part: 1, [.. _prepared, ("page2path", "Two"), ("page2url", "https://telegra.ph/Two")]);

        var body = JsonDocument.Parse(trial.Server.Call("/editPage/News-11-22").Body).RootElement;
        Assert.Equal(sent, body.GetProperty("content").GetRawText());
    }

    [Theory]
    [InlineData("ACCESS_TOKEN_INVALID", Outcome.TokenTrouble)]
    [InlineData("CONTENT_TOO_BIG", "page_too_large")]
    [InlineData("CONTENT_TEXT_REQUIRED", "telegraph_refused")]
    public async Task A_no_that_comes_with_200_is_refused(string error, string code)
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/editPage/News-11-22", $$"""{"ok":false,"error":"{{error}}"}""");

        var outcome = await trial.PublishAsync(TelegramTrial.Piece(TelegramTrial.Page(Nodes)), part: 1, _prepared);

        var refused = Assert.IsType<Outcome.Refused>(outcome);
        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain(TelegramTrial.TelegraphToken, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_wait_becomes_a_retry_after_the_asked_time()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/createPage", """{"ok":false,"error":"FLOOD_WAIT_7"}""");

        var prepared = await trial.Network.PrepareAsync(
            TelegramTrial.Piece(TelegramTrial.Page(Nodes)),
            trial.Access,
            TestContext.Current.CancellationToken
        );

        var later = Assert.IsType<Outcome.NotSent>(Assert.IsType<Prepared.Failed>(prepared).Why);
        Assert.Equal((TimeSpan.FromSeconds(7), true), (later.After, later.RateLimited));
    }

    [Theory]
    [InlineData("""[{"tag":"h3","children":["Чай 😀"]},{"tag":"p","children":["с ",{"tag":"strong","children":["хлебом"]}]}]""", true)]
    [InlineData("[\"…\"]", false)]
    public async Task Reading_a_page_back_tells_whether_it_was_filled(string content, bool landed)
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On(
            "/getPage/News-11-22",
            $$$"""{"ok":true,"result":{"path":"News-11-22","url":"https://telegra.ph/News-11-22","title":"x","content":{{{content}}}}}"""
        );
        var variant = TelegramTrial.Piece(TelegramTrial.Page(Nodes));
        var ready = new Prepared.Ready(_prepared.ToDictionary(value => value.Item1, value => value.Item2));
        var attempt = new Attempt(Probe.Key(), variant, variant.Parts[0], ready, DateTimeOffset.UnixEpoch, Handle: null);

        var found = await trial.Network.FindAsync(attempt, trial.Access, TestContext.Current.CancellationToken);

        Assert.Equal(
            landed
                ? new Found.Landed(new RemoteId("page:News-11-22"), new Uri("https://telegra.ph/News-11-22"))
                : (Found)new Found.Missing(),
            found
        );
        Assert.DoesNotContain("token", trial.Server.Call("/getPage/News-11-22").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_a_page_down_empties_it_and_reads_it_back()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial
            .Server.On("/editPage/News-11-22", Filled)
            .On(
                "/getPage/News-11-22",
                """{"ok":true,"result":{"path":"News-11-22","url":"https://telegra.ph/News-11-22","title":"—","content":[{"tag":"p","children":["—"]}]}}"""
            );

        var removal = await trial.Network.RemoveAsync(new RemoteId("page:News-11-22"), trial.Access, TestContext.Current.CancellationToken);

        Assert.IsType<Removal.Blanked>(removal);
        Assert.Contains("\"content\":[\"—\"]", trial.Server.Call("/editPage/News-11-22").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_get_their_public_addresses_when_the_page_is_filled()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/editPage/News-11-22", Filled);

        await trial.PublishAsync(TelegramTrial.Piece(Illustrated()), part: 1, _prepared);

        var body = JsonDocument.Parse(trial.Server.Call("/editPage/News-11-22").Body).RootElement;
        Assert.Equal(
            """[{"tag":"figure","children":[{"tag":"img","attrs":{"src":"https://media.example.org/p/abc"}},{"tag":"figcaption","children":["Мост"]}]},"Чай"]""",
            body.GetProperty("content").GetRawText()
        );
    }

    [Fact]
    public async Task An_illustrated_page_is_found_by_its_letters()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On(
            "/getPage/News-11-22",
            """{"ok":true,"result":{"path":"News-11-22","url":"https://telegra.ph/News-11-22","title":"x","content":[{"tag":"figure","children":[{"tag":"img","attrs":{"src":"https://media.example.org/p/abc"}},{"tag":"figcaption","children":["Мост"]}]},{"tag":"p","children":["Чай"]}]}}"""
        );
        var variant = TelegramTrial.Piece(Illustrated());
        var ready = new Prepared.Ready(_prepared.ToDictionary(value => value.Item1, value => value.Item2));
        var attempt = new Attempt(Probe.Key(), variant, variant.Parts[0], ready, DateTimeOffset.UnixEpoch, Handle: null);

        var found = await trial.Network.FindAsync(attempt, trial.Access, TestContext.Current.CancellationToken);

        Assert.IsType<Found.Landed>(found);
    }

    [Fact]
    public async Task Plain_http_pictures_are_refused_for_an_https_page_before_anything_is_sent()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        var variant = TelegramTrial.Piece(Illustrated());
        var access = new ChannelAccess
        {
            ChannelId = "ch_test",
            Settings = new Dictionary<string, string>(trial.Access.Settings) { ["telegraphBaseUrl"] = "https://api.telegra.ph" },
            Credentials = trial.Access.Credentials,
            OpenFileAsync = trial.Access.OpenFileAsync,
            MakePullLinkAsync = trial.Access.MakePullLinkAsync,
            MakePublicLinkAsync = (_, _) => Task.FromResult(new Uri("http://127.0.0.1:8080/p/abc")),
            RevokeUnfetchedAsync = trial.Access.RevokeUnfetchedAsync,
            SaveCredentialsAsync = trial.Access.SaveCredentialsAsync,
        };
        var ready = new Prepared.Ready(_prepared.ToDictionary(value => value.Item1, value => value.Item2));

        var outcome = await trial.Network.PublishAsync(
            variant.Parts[0],
            ready,
            Probe.Key(),
            variant,
            access,
            TestContext.Current.CancellationToken
        );

        Assert.Equal("public_address_not_https", Assert.IsType<Outcome.Refused>(outcome).Code);
        Assert.Empty(trial.Server.Calls);
    }

    private static Part Illustrated() =>
        TelegramTrial.Page(
            """[{"tag":"figure","children":[{"tag":"img","attrs":{"src":"{{file:abc}}"}},{"tag":"figcaption","children":["Мост"]}]},"Чай"]"""
        ) with
        {
            Files = [TelegramTrial.Photo("abc")],
        };

    private static string Made(string path) =>
        $$$"""{"ok":true,"result":{"path":"{{{path}}}","url":"https://telegra.ph/{{{path}}}","title":"News","can_edit":true}}""";
}
