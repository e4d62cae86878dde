using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Channels.TikTok;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>A TikTok network towards a scripted server, with a deck of two slides to send.</summary>
internal sealed class TikTokTrial : IAsyncDisposable
{
    public const string CreatorPath = "/creator_info/query/";
    public const string InitPath = "/content/init/";
    public const string StatusPath = "/status/fetch/";
    public const string TokenPath = "/oauth/token/";

    public const string Creator =
        """{"data":{"creator_username":"news_example","privacy_level_options":["PUBLIC_TO_EVERYONE","SELF_ONLY"],"comment_disabled":true},"error":{"code":"ok"}}""";

    private readonly NetworkClients _clients = Probe.Clients("127.0.0.1");

    private TikTokTrial(ScriptedServer server) => (Server, Network) = (server, new TikTokNetwork(_clients));

    public ScriptedServer Server { get; }

    public TikTokNetwork Network { get; }

    public ScriptedAccess Engine { get; } = new();

    public ChannelAccess Access { get; private set; } = null!;

    public static async Task<TikTokTrial> StartAsync(string postMode = "direct", bool renewable = false, string? privacyLevel = "SELF_ONLY")
    {
        var trial = new TikTokTrial(await ScriptedServer.StartAsync());
        trial.Access = trial.AccessOf("act.old", postMode, renewable, privacyLevel);
        return trial;
    }

    public ChannelAccess AccessOf(string token, string postMode = "direct", bool renewable = true, string? privacyLevel = "SELF_ONLY")
    {
        var settings = new Dictionary<string, string> { ["postMode"] = postMode, ["baseUrl"] = $"{Server.Address}tiktok" };
        if (privacyLevel is not null)
        {
            settings["privacyLevel"] = privacyLevel;
        }

        var credentials = new Dictionary<string, string> { ["accessToken"] = token };
        if (renewable)
        {
            credentials["refreshToken"] = "rft.old";
            credentials["clientKey"] = "key";
            credentials["clientSecret"] = "hush";
        }

        return Engine.Access(settings, credentials);
    }

    public Task<Prepared> PrepareAsync() => Network.PrepareAsync(Deck(), Access, TestContext.Current.CancellationToken);

    public Task<Outcome> PublishAsync()
    {
        Server.Otherwise(CreatorPath, Creator);
        return Network.PublishAsync(
            Deck().Parts[0],
            Prepared.Ready.Nothing,
            Probe.Key(),
            Deck(),
            Access,
            TestContext.Current.CancellationToken
        );
    }

    public Task<Found> FindAsync(string? handle, params (string Name, string Value)[] prepared) =>
        Network.FindAsync(
            new Attempt(
                Probe.Key(),
                Deck(),
                Deck().Parts[0],
                new Prepared.Ready(prepared.ToDictionary(value => value.Name, value => value.Value)),
                DateTimeOffset.UnixEpoch,
                handle
            ),
            Access,
            TestContext.Current.CancellationToken
        );

    public static Variant Deck(string title = "Tea", string text = "Bread #tea", params IReadOnlyList<VariantFile> files) =>
        new()
        {
            ChannelId = "ch_test",
            Network = "tiktok",
            Format = Format.VerticalImages,
            Language = "en",
            Parts =
            [
                new()
                {
                    Number = 1,
                    Title = title,
                    Text = text,
                    Files = files.Count > 0 ? files : [Slide("aa"), Slide("bb")],
                },
            ],
        };

    public static VariantFile Slide(string sha256, string mediaType = "image/jpeg", int width = 1080, int height = 1920, long bytes = 3) =>
        new(sha256, mediaType, width, height, bytes, Alt: "");

    public static string Error(string code, string message = "") =>
        $$$"""{"data":{},"error":{"code":"{{{code}}}","message":"{{{message}}}","log_id":"1"}}""";

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await Server.DisposeAsync();
    }
}
