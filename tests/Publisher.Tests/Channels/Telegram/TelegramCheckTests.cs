using Publisher.Channels;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegramCheckTests
{
    private const string Me = """{"ok":true,"result":{"id":42,"is_bot":true,"username":"news_bot"}}""";
    private const string Chat = """{"ok":true,"result":{"id":-1001234567890,"type":"channel","title":"News","username":"news_example"}}""";

    [Fact]
    public async Task An_administrator_who_may_post_is_fine()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/getMe", Me).On("/getChat", Chat).On("/getChatMember", Member(canPost: true));

        var check = await CheckAsync(trial);

        Assert.Equal((true, "@news_example", true, true), (check.Ok, check.Account, check.CanPublish, check.CanTakeDown));
        Assert.Equal("?chat_id=%40news_example&user_id=42", trial.Server.Call("/getChatMember").Query);
    }

    [Fact]
    public async Task An_administrator_who_may_not_post_is_told_what_to_do()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/getMe", Me).On("/getChat", Chat).On("/getChatMember", Member(canPost: false));

        var check = await CheckAsync(trial);

        Assert.False(check.CanPublish);
        Assert.Equal("not_enough_rights", Assert.Single(check.Problems).Code);
    }

    [Fact]
    public async Task An_unknown_token_is_named_and_not_shown()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/getMe", """{"ok":false,"error_code":401,"description":"Unauthorized"}""", 401);

        var problem = Assert.Single((await CheckAsync(trial)).Problems);

        Assert.Equal((Outcome.TokenTrouble, "credentials"), (problem.Code, problem.Field));
        Assert.DoesNotContain(TelegramTrial.Token, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_telegraph_account_breaks_a_channel_that_needs_it()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial
            .Server.On("/getMe", Me)
            .On("/getChat", Chat)
            .On("/getChatMember", Member(canPost: true))
            .On("/getAccountInfo", """{"ok":false,"error":"ACCESS_TOKEN_INVALID"}""");

        Assert.Equal(Outcome.TokenTrouble, Assert.Single((await CheckAsync(trial)).Problems).Code);
    }

    private static Task<CheckResult> CheckAsync(TelegramTrial trial) =>
        trial.Network.CheckAsync(trial.Access, TestContext.Current.CancellationToken);

    private static string Member(bool canPost) =>
        $$$"""{"ok":true,"result":{"status":"administrator","can_post_messages":{{{(canPost ? "true" : "false")}}},"can_delete_messages":false}}""";
}
