using System.Text.Json.Nodes;
using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.RealServers;

/// <summary>
/// A real server with a fault proxy before it. <c>PUBLISHER_PEERS</c> holds one folder for each, with its address in <c>creds.json</c>:
/// <c>wordpress</c>, <c>wordpress-proxy</c>, <c>pds</c>, <c>pds-proxy</c>, <c>s3</c>.
/// </summary>
internal sealed class Peer(string name) : IDisposable
{
    private static readonly string _root = Environment.GetEnvironmentVariable("PUBLISHER_PEERS")!;
    private Dictionary<string, string> _credentials = [];

    public JsonNode Facts { get; } = Read(name);

    public NetworkClients Clients { get; } = Probe.Clients("127.0.0.1");

    public string Address { get; } = (string)Read($"{name}-proxy")["url"]!;

    public IReadOnlyDictionary<string, string> Credentials
    {
        get => _credentials;
        init => _credentials = new Dictionary<string, string>(value);
    }

    /// <summary>The next n answers to POST or PUT get lost after the server has committed.</summary>
    public void LoseAnswers(int count) => Fault($$"""{"lose_response":{{count}}}""");

    /// <summary>The next POST or PUT is answered so, and never reaches the server.</summary>
    public void Answer(int status) => Fault($$"""{"status":[{{status}},1]}""");

    public ChannelAccess Access() =>
        new()
        {
            ChannelId = "ch_peer",
            Settings = new Dictionary<string, string> { ["baseUrl"] = Address },
            Credentials = _credentials,
            OpenFileAsync = (_, _) => Task.FromResult<Stream>(new MemoryStream(SandboxChannel.Picture)),
            MakePullLinkAsync = (_, _, _) => throw new InvalidOperationException("This network does not pull."),
            MakePublicLinkAsync = (file, _) => Task.FromResult(new Uri($"https://media.example.org/p/{file.Sha256}")),
            RevokeUnfetchedAsync = (_, _) => Task.FromResult(false),
            SaveCredentialsAsync = (saved, _) =>
            {
                saved.ToList().ForEach(credential => _credentials[credential.Key] = credential.Value);
                return Task.CompletedTask;
            },
        };

    public void Dispose() => Clients.Dispose();

    private void Fault(string faults) => File.WriteAllText(Path.Combine(_root, $"{name}-proxy", "faults.json"), faults);

    public static JsonNode Read(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(_root, folder, "creds.json")))!;
}
