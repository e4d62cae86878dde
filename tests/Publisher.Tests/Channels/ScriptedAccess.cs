using Publisher.Channels;

namespace Publisher.Tests.Channels;

/// <summary>A channel whose files are three bytes long, whose pull links are invented and whose saved credentials are remembered.</summary>
internal sealed class ScriptedAccess
{
    public List<IReadOnlyDictionary<string, string>> Saved { get; } = [];

    /// <summary>What <see cref="ChannelAccess.RevokeUnfetchedAsync"/> answers.</summary>
    public bool Unfetched { get; set; }

    public static ChannelAccess Of(Dictionary<string, string> settings, Dictionary<string, string> credentials) =>
        new ScriptedAccess().Access(settings, credentials);

    public ChannelAccess Access(Dictionary<string, string> settings, Dictionary<string, string> credentials) =>
        new()
        {
            ChannelId = "ch_test",
            Settings = settings,
            Credentials = credentials,
            OpenFileAsync = (_, _) => Task.FromResult<Stream>(new MemoryStream([1, 2, 3])),
            MakePullLinkAsync = (file, _, _) => Task.FromResult(new Uri($"https://media.example.org/m/{file.Sha256}")),
            MakePublicLinkAsync = (file, _) => Task.FromResult(new Uri($"https://media.example.org/p/{file.Sha256}")),
            RevokeUnfetchedAsync = (_, _) => Task.FromResult(Unfetched),
            SaveCredentialsAsync = (credentials, _) =>
            {
                Saved.Add(credentials);
                return Task.CompletedTask;
            },
        };
}
