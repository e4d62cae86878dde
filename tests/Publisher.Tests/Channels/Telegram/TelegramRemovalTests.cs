using Publisher.Channels;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegramRemovalTests
{
    private const string Done = """{"ok":true,"result":true}""";
    private const string Edited = """{"ok":true,"result":{"message_id":12}}""";
    private const string TooOld = """{"ok":false,"error_code":400,"description":"Bad Request: message can't be deleted"}""";

    [Fact]
    public async Task An_album_is_deleted_message_by_message()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", Done);

        var removal = await RemoveAsync(trial, "12,13");

        Assert.IsType<Removal.Removed>(removal);
        Assert.Equal(
            ["""{"chat_id":"@news_example","message_id":12}""", """{"chat_id":"@news_example","message_id":13}"""],
            trial.Server.Calls.Select(call => call.Body)
        );
    }

    [Fact]
    public async Task What_is_gone_already_counts_as_removed()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", Failure(400, "Bad Request: message to delete not found"), 400);

        Assert.IsType<Removal.Removed>(await RemoveAsync(trial, "12"));
    }

    [Fact]
    public async Task A_text_older_than_48_hours_is_emptied()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", TooOld, 400).On("/editMessageText", Edited);

        var removal = await RemoveAsync(trial, "12");

        Assert.IsType<Removal.Blanked>(removal);
        Assert.Contains("\"message_id\":12,\"text\":\"\\u2014\"", trial.Server.Call("/editMessageText").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_older_than_48_hours_is_replaced_and_not_only_its_caption()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial
            .Server.On("/deleteMessage", TooOld, 400)
            .On("/editMessageText", Failure(400, "Bad Request: there is no text in the message to edit"), 400)
            .On("/editMessageMedia", Edited);

        var removal = await RemoveAsync(trial, "12");

        Assert.IsType<Removal.Blanked>(removal);
        var edit = trial.Server.Call("/editMessageMedia");
        Assert.Equal(["p0 image/png 122"], edit.Files);
        Assert.Equal("12", edit.Fields["message_id"]);
        Assert.Equal("""{"type":"photo","media":"attach://p0","caption":"\u2014"}""", edit.Fields["media"]);
    }

    [Fact]
    public async Task What_was_emptied_before_counts_as_emptied()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial
            .Server.On("/deleteMessage", TooOld, 400)
            .On("/editMessageText", Failure(400, "Bad Request: message is not modified: specified new message content"), 400);

        Assert.IsType<Removal.Blanked>(await RemoveAsync(trial, "12"));
    }

    [Fact]
    public async Task Without_the_rights_a_person_gets_the_link()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", Failure(403, "Forbidden: bot was kicked from the channel chat"), 403);

        var removal = Assert.IsType<Removal.Manual>(await RemoveAsync(trial, "12"));

        Assert.Equal(new Uri("https://t.me/news_example/12"), removal.Link);
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(500, "Internal Server Error")]
    public async Task What_may_pass_is_tried_again(int status, string description)
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", Failure(status, description), status);

        var again = Assert.IsType<Removal.Again>(await RemoveAsync(trial, "12"));

        Assert.DoesNotContain(TelegramTrial.Token, again.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_message_decides()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/deleteMessage", TooOld, 400).On("/deleteMessage", Done).On("/editMessageText", Edited);

        Assert.IsType<Removal.Blanked>(await RemoveAsync(trial, "12,13"));
    }

    private static Task<Removal> RemoveAsync(TelegramTrial trial, string id) =>
        trial.Network.RemoveAsync(new RemoteId(id), trial.Access, TestContext.Current.CancellationToken);

    private static string Failure(int code, string description) =>
        $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""";
}
