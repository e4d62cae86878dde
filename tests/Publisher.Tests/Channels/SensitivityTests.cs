using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Channels.Mastodon;
using Publisher.Channels.Telegram;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels;

/// <summary>What a network is told of a picture that not everybody should meet unasked, read from the wire.</summary>
[Trait("Requirement", "PRV-19")]
public sealed class SensitivityTests
{
    [Theory]
    [InlineData("telegram", false, false, null)]
    [InlineData("telegram", true, false, "has_spoiler")]
    [InlineData("telegram", false, true, "has_spoiler")]
    [InlineData("mastodon", false, false, "\"sensitive\":false")]
    [InlineData("mastodon", true, false, "\"sensitive\":true")]
    [InlineData("mastodon", false, true, "\"sensitive\":true")]
    [InlineData("bluesky", false, false, null)]
    [InlineData("bluesky", true, false, "graphic-media")]
    [InlineData("bluesky", false, true, "graphic-media")]
    public async Task Each_network_is_told_in_its_own_way(string network, bool isGraphic, bool isSensitive, string? told)
    {
        var sent = await SentAsync(
            network,
            new Part
            {
                Number = 1,
                Text = "The bridge",
                Files = [SandboxChannel.File],
                Graphic = isGraphic,
                Sensitive = isSensitive,
            }
        );

        if (told is not null)
        {
            Assert.Contains(told, sent, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain("has_spoiler", sent, StringComparison.Ordinal);
            Assert.DoesNotContain("graphic-media", sent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task That_children_are_shown_is_told_to_no_network()
    {
        var part = new Part
        {
            Number = 1,
            Text = "The bridge",
            Files = [SandboxChannel.File],
            Minors = true,
        };

        Assert.DoesNotContain("minors", await SentAsync("mastodon", part), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("minors", await SentAsync("bluesky", part), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> SentAsync(string name, Part part)
    {
        await using var channel = await SandboxChannel.StartAsync(name);
        await using var relay = new RecordingRelay(channel.Server.Address.Port);
        var address = new Uri(relay.Address, name).AbsoluteUri;
        var (network, settings, credentials) = Setup(name, channel, address);
        channel.Set(settings, credentials);
        var variant = new Variant
        {
            ChannelId = "ch_1",
            Network = name,
            Format = Format.ShortText,
            Language = "en",
            Parts = [part],
        };
        var cancellationToken = TestContext.Current.CancellationToken;
        var prepared = Assert.IsType<Prepared.Ready>(await network.PrepareAsync(variant, channel.Access(), cancellationToken));
        var outcome = await network.PublishAsync(part, prepared, Probe.Key(), variant, channel.Access(), cancellationToken);
        Assert.IsType<Outcome.Published>(outcome);
        return relay.Sent;
    }

    private static (INetwork, Dictionary<string, string> Settings, Dictionary<string, string> Credentials) Setup(
        string name,
        SandboxChannel channel,
        string address
    ) =>
        name switch
        {
            "telegram" => (
                new TelegramNetwork(channel.Clients),
                new()
                {
                    ["chatId"] = "@news_example",
                    ["longText"] = "parts",
                    ["baseUrl"] = address,
                    ["telegraphBaseUrl"] = address,
                },
                new() { ["botToken"] = "sandbox-one" }
            ),
            "mastodon" => (
                new MastodonNetwork(channel.Clients),
                new() { ["baseUrl"] = address },
                new() { ["accessToken"] = "sandbox-one" }
            ),
            _ => (
                new BlueskyNetwork(channel.Clients),
                new() { ["baseUrl"] = address },
                new() { ["identifier"] = "newsroom.sandbox.test", ["password"] = "sandbox-one" }
            ),
        };
}
