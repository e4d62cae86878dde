using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using Publisher.Channels.Http;

namespace Publisher.Channels.TikTok;

/// <summary>
/// Renews access tokens, one at a time per channel, and commits the new pair before it is used (REL-17). Remembers the last renewal of each
/// channel, for callers whose <see cref="ChannelAccess"/> was read before it.
/// </summary>
internal sealed class TikTokTokens(NetworkClients clients)
{
    private readonly ConcurrentDictionary<string, Channel> _channels = new();

    /// <summary>The token to use now.</summary>
    public string Newest(ChannelAccess access) => Last(access)?.AccessToken ?? TikTokSettings.Of(access).AccessToken;

    /// <summary>Null when <see cref="Newest"/> is now another token than <paramref name="refused"/>; else why it is not.</summary>
    public async Task<Outcome?> RenewAsync(ChannelAccess access, string refused, CancellationToken cancellationToken)
    {
        var channel = _channels.GetOrAdd(access.ChannelId, _ => new Channel());
        await channel.Turn.WaitAsync(cancellationToken);
        try
        {
            return Newest(access) == refused ? await AskAsync(access, channel, cancellationToken) : null;
        }
        finally
        {
            channel.Turn.Release();
        }
    }

    public static Action<HttpRequestHeaders> Bearer(string token) =>
        headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private async Task<Outcome?> AskAsync(ChannelAccess access, Channel channel, CancellationToken cancellationToken)
    {
        var settings = TikTokSettings.Of(access);
        if (
            (Last(access)?.RefreshToken ?? settings.RefreshToken) is not { } refresh
            || settings is not { ClientKey: { } key, ClientSecret: { } secret }
        )
        {
            return Refused("TikTok no longer accepts the access token: connect the channel again.");
        }

        var form = new Dictionary<string, string>
        {
            ["client_key"] = key,
            ["client_secret"] = secret,
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refresh,
        };
        var call = clients.ForPreparing<ITikTokApi>(settings.BaseUrl, TikTokJson.Default);
        var response = await call.Api.Renew(form, cancellationToken);
        if (response is not { IsSuccessfulWithContent: true, Content: { Error: null, AccessToken: { Length: > 0 } token } pair })
        {
            // A renewal whose answer was lost is simply tried again: when it had used up the refresh token, TikTok says so then.
            return response.ToPreparedFailure(call.Sent, _ => response.IsSuccessful ? NotRenewed : null).Why is Outcome.NotSent later
                ? later
                : NotRenewed;
        }

        Checkpoint.Pass("token-rotated");
        await SaveAsync(access, token, pair.RefreshToken ?? refresh, cancellationToken);
        var replaced = (channel.Renewed?.Replaced ?? []).Add(settings.AccessToken).Add(Newest(access));
        channel.Renewed = new Renewal(replaced, token, pair.RefreshToken ?? refresh);
        return null;
    }

    private static Task SaveAsync(ChannelAccess access, string token, string refresh, CancellationToken cancellationToken) =>
        access.SaveCredentialsAsync(
            new Dictionary<string, string>(access.Credentials) { ["accessToken"] = token, ["refreshToken"] = refresh },
            cancellationToken
        );

    /// <summary>The last renewal, if this access was read before it.</summary>
    private Renewal? Last(ChannelAccess access) =>
        _channels.TryGetValue(access.ChannelId, out var channel)
        && channel.Renewed is { } renewal
        && renewal.Replaced.Contains(TikTokSettings.Of(access).AccessToken)
            ? renewal
            : null;

    private static Outcome.Refused NotRenewed => Refused("TikTok did not renew the access token: connect the channel again.");

    private static Outcome.Refused Refused(string reason) => new(Outcome.TokenTrouble, reason);

    private sealed class Channel
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public Renewal? Renewed { get; set; }
    }

    /// <param name="Replaced">Every token of this channel that was renewed since the start; about one a day.</param>
    private sealed record Renewal(ImmutableHashSet<string> Replaced, string AccessToken, string RefreshToken)
    {
        /// <summary>Without the tokens that a record would print.</summary>
        public override string ToString() => nameof(Renewal);
    }
}
