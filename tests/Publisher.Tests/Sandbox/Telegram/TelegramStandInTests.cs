using System.Text.Json.Nodes;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox.Telegram;

public sealed class TelegramStandInTests
{
    private const string Bot = "/telegram/botsandbox-1";

    [Fact]
    public async Task A_text_is_sent_edited_and_deleted()
    {
        await using var client = await SandboxClient.StartAsync();

        var sent = await SendAsync(client, "<b>Мир</b> &amp; <a href=\"https://ex.am\">link</a>", "HTML");
        var edited = await CallAsync(client, "editMessageText", ("message_id", 1), ("text", "Better"));
        var same = await CallAsync(client, "editMessageText", ("message_id", 1), ("text", "Better"));
        var deleted = await CallAsync(client, "deleteMessage", ("message_id", 1));
        var gone = await CallAsync(client, "deleteMessage", ("message_id", 1));

        Assert.Equal((1, "Мир & link"), ((int)sent.Body["result"]!["message_id"]!, (string)sent.Body["result"]!["text"]!));
        Assert.Equal("channel_ru", (string)sent.Body["result"]!["chat"]!["username"]!);
        Assert.Equal((200, 200), (edited.Status, deleted.Status));
        Assert.StartsWith("Bad Request: message is not modified", Description(same), StringComparison.Ordinal);
        Assert.Equal((400, "Bad Request: message to delete not found"), (gone.Status, Description(gone)));
        var entries = client.Server.Ledger.Entries("telegram");
        Assert.Equal(["Publish", "Edit", "Delete"], entries.Select(entry => $"{entry.Action}"));
        Assert.Equal(("@channel_ru", "Мир & link"), (entries[0].Channel, entries[0].Text));
        Assert.Contains("<b>", entries[0].Markup);
        Assert.DoesNotContain(entries, entry => entry.Visible);
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Unsupported start tag \"p\" at byte offset 0")]
    [InlineData("Привет<br>", "Unsupported start tag \"br\" at byte offset 12")]
    [InlineData("<b>Hello", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("<b><i>Hello</b></i>", "Unmatched end tag at byte offset 11, expected \"</i>\", found \"</b>\"")]
    [InlineData("Hello</b>", "Unexpected end tag at byte offset 5")]
    [InlineData("1 < 2", "Unsupported start tag \"\" at byte offset 2")]
    [InlineData("1 <2", "Unclosed start tag at byte offset 2")]
    [InlineData("<b", "Unclosed start tag at byte offset 0")]
    [InlineData("<span>Hello</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    public async Task Markup_that_cannot_be_read_is_refused_with_the_place(string text, string problem)
    {
        await using var client = await SandboxClient.StartAsync();

        var answer = await SendAsync(client, text, "HTML");

        Assert.Equal((400, $"Bad Request: can't parse entities: {problem}"), (answer.Status, Description(answer)));
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Theory]
    [InlineData("🕊", 4096, 200)]
    [InlineData("🕊", 4097, 400)]
    [InlineData("&lt;", 4096, 200)]
    [InlineData(" ", 3, 400)]
    public async Task A_text_holds_4096_code_points_after_parsing(string letter, int times, int status)
    {
        await using var client = await SandboxClient.StartAsync();

        var answer = await SendAsync(client, string.Concat(Enumerable.Repeat(letter, times)), "HTML");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData(1024, 200)]
    [InlineData(1025, 400)]
    public async Task A_caption_holds_1024_code_points(int length, int status)
    {
        await using var client = await SandboxClient.StartAsync();

        var answer = await SendPhotoAsync(client, SamplePictures.Jpeg(1080, 1350), new string('я', length));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task An_album_is_one_entry_that_is_seen_until_its_last_picture_is_deleted()
    {
        await using var client = await SandboxClient.StartAsync();

        var sent = await SendAlbumAsync(client, 3);

        var ids = sent.Body["result"]!.AsArray().Select(message => (int)message!["message_id"]!).ToArray();
        var entry = Assert.Single(client.Server.Ledger.Entries());
        Assert.Equal(("1,2,3", "Caption", 3), (entry.RemoteId, entry.Text, entry.Media.Count));
        Assert.Single(sent.Body["result"]!.AsArray().Select(message => (string)message!["media_group_id"]!).Distinct());

        await CallAsync(client, "deleteMessage", ("message_id", ids[0]));
        Assert.True(client.Server.Ledger.Entries()[0].Visible);
        await CallAsync(client, "deleteMessages", ("message_ids", new JsonArray(ids[1], ids[2], 99)));

        Assert.False(client.Server.Ledger.Entries()[0].Visible);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public async Task An_album_has_2_to_10_pictures(int pictures)
    {
        await using var client = await SandboxClient.StartAsync();

        Assert.Equal(400, (await SendAlbumAsync(client, pictures)).Status);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    public static TheoryData<string> BadPhotos => new("text", "webp", "wide", "vast", "heavy");

    [Theory]
    [MemberData(nameof(BadPhotos))]
    public async Task A_photo_that_is_no_good_is_refused(string kind)
    {
        var file = kind switch
        {
            "text" => "hello"u8.ToArray(),
            "webp" => SamplePictures.Webp(100, 100),
            "wide" => SamplePictures.Jpeg(2100, 100),
            "vast" => SamplePictures.Jpeg(6000, 5000),
            _ => SamplePictures.Jpeg(100, 100, (10 << 20) + 1),
        };
        await using var client = await SandboxClient.StartAsync();

        Assert.Equal(400, (await SendPhotoAsync(client, file, "Caption")).Status);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task A_photo_can_be_pulled_from_loopback_or_named_by_its_id()
    {
        await using var client = await SandboxClient.StartAsync();
        await SendPhotoAsync(client, SamplePictures.Jpeg(100, 100), "One");
        var address = $"{client.Server.Address}_sandbox/media/{client.Server.Ledger.Entries()[0].Media[0].Sha256}";

        var pulled = await CallAsync(client, "sendPhoto", ("photo", address));
        var fileId = (string)pulled.Body["result"]!["photo"]![0]!["file_id"]!;
        var reused = await CallAsync(client, "sendPhoto", ("photo", fileId));
        var missing = await CallAsync(client, "sendPhoto", ("photo", $"{client.Server.Address}_sandbox/media/0"));
        var foreign = await CallAsync(client, "sendPhoto", ("photo", "http://example.org/a.jpg"));

        Assert.Equal((200, 200), (pulled.Status, reused.Status));
        Assert.Equal("Bad Request: failed to get HTTP URL content", Description(missing));
        Assert.Equal("Bad Request: wrong file identifier/HTTP URL specified", Description(foreign));
    }

    [Fact]
    public async Task A_message_older_than_48_hours_cannot_be_deleted_but_can_be_edited()
    {
        await using var client = await SandboxClient.StartAsync();
        await SendAsync(client, "Hello");
        client.Time.Advance(TimeSpan.FromHours(49));

        var deleted = await CallAsync(client, "deleteMessage", ("message_id", 1));
        var edited = await CallAsync(client, "editMessageText", ("message_id", 1), ("text", "…"));

        Assert.Equal((400, "Bad Request: message can't be deleted"), (deleted.Status, Description(deleted)));
        Assert.Equal(200, edited.Status);
        Assert.DoesNotContain(client.Server.Ledger.Entries(), entry => entry.Visible);
    }

    [Fact]
    public async Task Whether_a_message_exists_is_told_by_copying_it_or_by_its_missing_keyboard()
    {
        await using var client = await SandboxClient.StartAsync();
        await SendAsync(client, "Hello");

        var there = await CallAsync(client, "editMessageReplyMarkup", ("message_id", 1));
        var absent = await CallAsync(client, "editMessageReplyMarkup", ("message_id", 2));
        var copied = await client.PostAsync($"{Bot}/copyMessage", Copy(1));
        var uncopied = await client.PostAsync($"{Bot}/copyMessage", Copy(2));

        Assert.Contains("message is not modified", Description(there));
        Assert.Equal("Bad Request: message to edit not found", Description(absent));
        Assert.Equal(1, (int)copied.Body["result"]!["message_id"]!);
        Assert.Equal("Bad Request: message to copy not found", Description(uncopied));
        Assert.Equal("-1001234567890", client.Server.Ledger.Entries()[^1].Channel);

        static JsonObject Copy(int id) =>
            new()
            {
                ["chat_id"] = -1001234567890,
                ["from_chat_id"] = "@channel_ru",
                ["message_id"] = id,
            };
    }

    [Fact]
    public async Task An_answer_is_the_next_part()
    {
        await using var client = await SandboxClient.StartAsync();
        await SendAsync(client, "One");

        await CallAsync(client, "sendMessage", ("text", "Two"), ("reply_parameters", new JsonObject { ["message_id"] = 1 }));
        var lost = await CallAsync(client, "sendMessage", ("text", "Two"), ("reply_parameters", new JsonObject { ["message_id"] = 9 }));

        Assert.Equal([null, 2], client.Server.Ledger.Entries().Select(entry => entry.Part));
        Assert.Equal(400, lost.Status);
    }

    [Theory]
    [InlineData("123456:ABCdefGHIjklMNOpqrSTUvwxYZ012345678", 401)]
    [InlineData("nonsense", 404)]
    public async Task A_foreign_token_is_refused(string token, int status)
    {
        await using var client = await SandboxClient.StartAsync();

        var answer = await client.PostAsync($"/telegram/bot{token}/getMe", new JsonObject());

        Assert.Equal((status, false), (answer.Status, (bool)answer.Body["ok"]!));
    }

    [Fact]
    public async Task The_bot_and_its_rights_can_be_asked_for_and_a_missing_chat_is_told()
    {
        await using var client = await SandboxClient.StartAsync();

        var me = await client.GetAsync($"{Bot}/getMe");
        var member = await CallAsync(client, "getChatMember", ("user_id", 1));
        var missing = await client.PostAsync($"{Bot}/getChat", new JsonObject { ["chat_id"] = "@missing_channel" });

        Assert.True((bool)me.Body["result"]!["is_bot"]!);
        Assert.True((bool)member.Body["result"]!["can_delete_messages"]!);
        Assert.Equal("Bad Request: chat not found", Description(missing));
        Assert.Equal(404, (await CallAsync(client, "doSomething")).Status);
    }

    [Fact]
    public async Task A_rate_limit_tells_the_wait_in_its_envelope()
    {
        await using var client = await SandboxClient.StartAsync();
        client.Server.Faults.Add(new Fault("telegram", NetworkAction.Publish, FaultKind.Status, Status: 429, RetryAfterSeconds: 9));

        var answer = await SendAsync(client, "Hello");

        Assert.Equal((429, 9), (answer.Status, (int)answer.Body["parameters"]!["retry_after"]!));
    }

    private static string Description(SandboxAnswer answer) => (string)answer.Body["description"]!;

    private static Task<SandboxAnswer> SendAsync(SandboxClient client, string text, string? parseMode = null) =>
        CallAsync(client, "sendMessage", ("text", text), ("parse_mode", parseMode));

    private static Task<SandboxAnswer> CallAsync(SandboxClient client, string method, params (string Name, JsonNode? Value)[] fields)
    {
        var body = new JsonObject { ["chat_id"] = "@channel_ru" };
        foreach (var (name, value) in fields)
        {
            body[name] = value;
        }

        return client.PostAsync($"{Bot}/{method}", body);
    }

    private static async Task<SandboxAnswer> SendPhotoAsync(SandboxClient client, byte[] photo, string caption)
    {
        using var form = SandboxClient.Form(photo, "photo", ("chat_id", "@channel_ru"), ("caption", caption));
        return await client.SendAsync(HttpMethod.Post, $"{Bot}/sendPhoto", form);
    }

    private static async Task<SandboxAnswer> SendAlbumAsync(SandboxClient client, int pictures)
    {
        var media = Enumerable
            .Range(0, pictures)
            .Select(i => new JsonObject
            {
                ["type"] = "photo",
                ["media"] = $"attach://p{i}",
                ["caption"] = i == 0 ? "<i>Caption</i>" : null,
                ["parse_mode"] = "HTML",
            });
        using var form = new MultipartFormDataContent
        {
            { new StringContent("@channel_ru"), "chat_id" },
            { new StringContent(new JsonArray([.. media]).ToJsonString()), "media" },
        };
        for (var i = 0; i < pictures; i++)
        {
            form.Add(new ByteArrayContent(SamplePictures.Jpeg(1080, 1350 + i)), $"p{i}", $"p{i}.jpg");
        }

        return await client.SendAsync(HttpMethod.Post, $"{Bot}/sendMediaGroup", form);
    }
}
