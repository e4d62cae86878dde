using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Channels.Telegram;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.Telegram;

/// <summary>A Telegram network towards a scripted server, with a piece to send.</summary>
internal sealed class TelegramTrial : IAsyncDisposable
{
    public const string Token = "123456:sandboxAAAAbbbbCCCCddddEEEEffffGGGG";
    public const string TelegraphToken = "sandboxtelegraphtokensandbox";

    private readonly NetworkClients _clients = Probe.Clients("127.0.0.1");

    private TelegramTrial(ScriptedServer server) => (Server, Network) = (server, new TelegramNetwork(_clients));

    public ScriptedServer Server { get; }

    public TelegramNetwork Network { get; }

    public ChannelAccess Access { get; private set; } = null!;

    public static async Task<TelegramTrial> StartAsync(string longText = "parts", string chatId = "@news_example")
    {
        var server = await ScriptedServer.StartAsync();
        var access = ScriptedAccess.Of(
            new()
            {
                ["chatId"] = chatId,
                ["longText"] = longText,
                ["baseUrl"] = $"{server.Address}telegram",
                ["telegraphBaseUrl"] = $"{server.Address}telegraph",
            },
            new() { ["botToken"] = Token, ["telegraphToken"] = TelegraphToken }
        );
        return new TelegramTrial(server) { Access = access };
    }

    public Task<Outcome> PublishAsync(Variant variant, int part = 1, params (string Name, string Value)[] prepared) =>
        Network.PublishAsync(
            variant.Parts[part - 1],
            new Prepared.Ready(prepared.ToDictionary(value => value.Name, value => value.Value)),
            Probe.Key(),
            variant,
            Access,
            TestContext.Current.CancellationToken
        );

    public Task<Outcome> PublishAsync(Part part) => PublishAsync(Piece(part));

    public static Variant Piece(params IReadOnlyList<Part> parts) =>
        new()
        {
            ChannelId = "ch_test",
            Network = "telegram",
            Format = Format.ShortText,
            Language = "ru",
            Parts = [.. parts.Select((part, index) => part with { Number = index + 1 })],
        };

    public static Part Message(string html, int photos = 0) =>
        new()
        {
            Number = 1,
            Text = html,
            Markup = Markup.TelegramHtml,
            Files = [.. Enumerable.Range(0, photos).Select(index => Photo($"{index}"))],
        };

    public static Part Page(string nodes, string? byline = null) =>
        new()
        {
            Number = 1,
            Kind = PartKind.Page,
            Title = "Заголовок",
            Text = nodes,
            Markup = Markup.TelegraphNodes,
            Byline = byline,
        };

    public static VariantFile Photo(string sha256, string mediaType = "image/jpeg", int width = 1080, int height = 1350, long bytes = 3) =>
        new(sha256, mediaType, width, height, bytes, Alt: "");

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await Server.DisposeAsync();
    }
}
