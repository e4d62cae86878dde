using Publisher.Channels;
using Publisher.Channels.Telegram;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegramNetworkTests : NetworkContract
{
    protected override string Name => "telegram";

    protected override string Token => "botToken";

    protected override Variant Sample =>
        VariantOf(
            new Part
            {
                Number = 1,
                Text = "<b>The bridge</b> is open again. #peace",
                Markup = Markup.TelegramHtml,
                Files = [SandboxChannel.File],
            }
        );

    protected override INetwork Create(SandboxChannel channel) => new TelegramNetwork(channel.Clients);

    protected override IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn) =>
        [
            new("chatId", "@news_example"),
            new("baseUrl", standIn.AbsoluteUri),
            new("telegraphBaseUrl", new Uri(standIn, "telegraph").AbsoluteUri),
        ];

    protected override IEnumerable<KeyValuePair<string, string>> Credentials() =>
        [new("botToken", "sandbox-bot"), new("telegraphToken", "sandbox-telegraph")];
}
