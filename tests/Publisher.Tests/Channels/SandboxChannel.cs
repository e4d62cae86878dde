using NetVips;
using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Sandbox;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels;

/// <summary>A channel of one network whose far end is the sandbox, over real HTTP.</summary>
public sealed class SandboxChannel : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings = [];
    private readonly Dictionary<string, string> _credentials = [];

    private SandboxChannel(string network, SandboxServer server) => (Name, Server) = (network, server);

    /// <summary>A picture that every network takes.</summary>
    public static byte[] Picture { get; } = Image.Black(360, 450, bands: 3).JpegsaveBuffer(q: 80);

    public static VariantFile File { get; } =
        new(
            Publisher.Channels.Imaging.RenderedFile.Of(Picture, "image/jpeg", 360, 450).Sha256,
            "image/jpeg",
            360,
            450,
            Picture.Length,
            "A bridge"
        );

    public string Name { get; }
    public SandboxServer Server { get; }
    public NetworkClients Clients { get; } = Probe.Clients("127.0.0.1");

    /// <summary>How files are opened and links made; the contract's test may replace them.</summary>
    public Func<VariantFile, AttemptKey, CancellationToken, Task<Uri>> MakePullLinkAsync { get; set; } =
        (_, _, _) => throw new InvalidOperationException("This network does not pull.");

    public Func<AttemptKey, CancellationToken, Task<bool>> RevokeUnfetchedAsync { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Ids that other posts of ours have.</summary>
    public HashSet<RemoteId> Known { get; } = [];

    /// <summary>Everything visible that the network took for this channel.</summary>
    public IReadOnlyList<LedgerEntry> Visible => [.. Server.Ledger.Entries(Name).Where(entry => entry.Visible)];

    public static async Task<SandboxChannel> StartAsync(string network) => new(network, await SandboxServer.StartAsync());

    public void Set(IEnumerable<KeyValuePair<string, string>> settings, IEnumerable<KeyValuePair<string, string>> credentials)
    {
        settings.ToList().ForEach(setting => _settings[setting.Key] = setting.Value);
        credentials.ToList().ForEach(credential => _credentials[credential.Key] = credential.Value);
    }

    /// <summary>What the network gets for one call; credentials that it saved are there the next time.</summary>
    public ChannelAccess Access() =>
        new()
        {
            ChannelId = "ch_1",
            Settings = new Dictionary<string, string>(_settings),
            Credentials = new Dictionary<string, string>(_credentials),
            OpenFileAsync = (_, _) => Task.FromResult<Stream>(new MemoryStream(Picture)),
            MakePullLinkAsync = MakePullLinkAsync,
            MakePublicLinkAsync = (file, _) => Task.FromResult(new Uri($"https://media.example.org/p/{file.Sha256}")),
            RevokeUnfetchedAsync = RevokeUnfetchedAsync,
            IsKnownAsync = (id, _) => Task.FromResult(Known.Contains(id)),
            SaveCredentialsAsync = (saved, _) =>
            {
                Set([], saved);
                return Task.CompletedTask;
            },
        };

    /// <summary>Makes the next calls of one kind go wrong.</summary>
    public void Break(NetworkAction action, FaultKind kind, int? status = null, int? retryAfterSeconds = null, int times = 1) =>
        Server.Faults.Add(new Fault(Name, action, kind, status, retryAfterSeconds, Times: times));

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        await Server.DisposeAsync();
    }
}
