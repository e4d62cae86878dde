namespace Publisher.Channels;

/// <summary>The networks by name.</summary>
public sealed class NetworkDirectory
{
    private readonly Dictionary<string, INetwork> _networks;

    /// <exception cref="ArgumentException">Two networks carry one name.</exception>
    public NetworkDirectory(IEnumerable<INetwork> networks) => _networks = networks.ToDictionary(network => network.Profile.Name);

    public IReadOnlyCollection<NetworkProfile> Profiles =>
        [.. _networks.Values.Select(network => network.Profile).OrderBy(profile => profile.Name)];

    /// <exception cref="KeyNotFoundException">No network has this name.</exception>
    public INetwork this[string name] => _networks[name];

    public INetwork? Find(string name) => _networks.GetValueOrDefault(name);
}
