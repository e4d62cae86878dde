using Publisher.Posts.Keys;
using Publisher.Posts.Media;

namespace Publisher.Api.Keys;

/// <summary>Whose key came with the request, and how far it reaches.</summary>
internal sealed class Caller(ApiKey key)
{
    private readonly HashSet<string>? _channels = key.Channels is null ? null : [.. key.Channels];

    public string KeyId => key.Id;

    /// <summary>An alias; acts are told by person, not by key.</summary>
    public string Person => key.Person;
    public IReadOnlyList<string> KeyScopes => key.Scopes;

    /// <summary>Ids of the only channels it may see; null: all.</summary>
    public IReadOnlyList<string>? Channels => key.Channels;

    public MediaSight Media => new(Person, Channels);

    public bool Has(string scope) => key.Scopes.Contains(scope) || key.Scopes.Contains(Scopes.Admin);

    public bool Sees(string channelId) => _channels is null || _channels.Contains(channelId);

    /// <summary>It sees at least one of them; a piece for no channel is everybody's.</summary>
    public bool SeesAny(IReadOnlyList<string> channelIds) =>
        _channels is null || channelIds.Count == 0 || channelIds.Any(_channels.Contains);

    /// <exception cref="InvalidOperationException">The route needs no key, so there is no caller.</exception>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("This route takes callers without a key.");

    /// <summary>Lets handlers take it as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));
}
