using Publisher.Channels;
using Publisher.Channels.Telegram;
using Publisher.Sandbox;
using Publisher.Tests.Channels.Http;

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

    [Theory]
    [Trait("Requirement", "PRV-13")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_is_too_old_to_delete_is_emptied_with_every_picture(int photos)
    {
        var part = Sample.Parts[0] with { Files = [.. Enumerable.Repeat(SandboxChannel.File, photos)] };
        var outcome = await Network.PublishAsync(
            part,
            Prepared.Ready.Nothing,
            Probe.Key(),
            VariantOf(part),
            Channel.Access(),
            TestContext.Current.CancellationToken
        );
        Channel.Break(NetworkAction.Delete, FaultKind.Refuse, times: Math.Max(1, photos));

        var removal = await Network.RemoveAsync(
            Assert.IsType<Outcome.Published>(outcome).Id,
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

        Assert.IsType<Removal.Blanked>(removal);
        Assert.Empty(Channel.Visible);
        var left = Channel.Server.Ledger.Entries(Name).Where(entry => entry.Action is NetworkAction.Edit);
        Assert.All(left, entry => Assert.DoesNotContain(entry.Media, medium => medium.Sha256 == SandboxChannel.File.Sha256));
    }
}
