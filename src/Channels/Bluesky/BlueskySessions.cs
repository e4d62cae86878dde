using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>
/// Keeps each channel's session as long as it lives: a server lets an account make only 300 a day. One call at a time makes or renews a
/// channel's session, and it is committed before it is used.
/// </summary>
internal sealed class BlueskySessions(NetworkClients clients)
{
    private const int LongestToken = 8 * 1024;
    private static readonly TimeSpan _renewBefore = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();
    private readonly ConcurrentDictionary<string, BlueskySession> _held = new();

    /// <summary>A session whose access token still lives; else why there is none.</summary>
    public async Task<(BlueskySession? Session, Outcome? Failure)> GetAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = BlueskySettings.Of(access);
        var gate = _gates.GetOrAdd(access.ChannelId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            // What we hold is newer than what the caller was given: it may have been renewed since.
            var known = _held.GetValueOrDefault(settings.Owner) ?? Stored(access, settings);
            if (known is not null && LivesOn(known))
            {
                return (known, null);
            }

            return await RenewAsync(known, settings, access, cancellationToken) is { } renewed
                ? (renewed, null)
                : await CreateAsync(settings, access, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The server no longer takes this session's access token: the next call renews it.</summary>
    public void Expire(ChannelAccess access, BlueskySession session) =>
        _held[BlueskySettings.Of(access).Owner] = session with { AccessJwt = null };

    public static void Authorize(BlueskySession session, HttpRequestHeaders headers) =>
        headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessJwt);

    private async Task<BlueskySession?> RenewAsync(
        BlueskySession? known,
        BlueskySettings settings,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        if (known?.RefreshJwt is not { } refresh)
        {
            return null;
        }

        var call = clients.ForPreparing<IBlueskyApi>(
            settings.BaseUrl,
            BlueskyJson.Default,
            headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", refresh)
        );
        var response = await call.Api.RefreshSession(cancellationToken);
        return IsWhole(response.Content) ? await KeepAsync(response.Content!, settings, access, cancellationToken) : null;
    }

    private async Task<(BlueskySession? Session, Outcome? Failure)> CreateAsync(
        BlueskySettings settings,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var call = clients.ForPreparing<IBlueskyApi>(settings.BaseUrl, BlueskyJson.Default);
        var response = await call.Api.CreateSession(new BlueskyLogin(settings.Identifier, settings.Password), cancellationToken);
        return IsWhole(response.Content)
            ? (await KeepAsync(response.Content!, settings, access, cancellationToken), null)
            : (null, response.ToPreparedFailure(call.Sent, BlueskyAnswers.Refused).Why);
    }

    private async Task<BlueskySession> KeepAsync(
        BlueskySession session,
        BlueskySettings settings,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var credentials = new Dictionary<string, string>(access.Credentials)
        {
            ["sessionOwner"] = settings.Owner,
            ["accessJwt"] = session.AccessJwt!,
            ["refreshJwt"] = session.RefreshJwt!,
            ["did"] = session.Did!,
            ["handle"] = ForeignId.Of(session.Handle) ?? "",
        };
        Checkpoint.Pass("token-rotated");
        await access.SaveCredentialsAsync(credentials, cancellationToken);
        return _held[settings.Owner] = session;
    }

    private static BlueskySession? Stored(ChannelAccess access, BlueskySettings settings) =>
        access.Credential("sessionOwner") == settings.Owner
            ? new BlueskySession(
                access.Credential("accessJwt"),
                access.Credential("refreshJwt"),
                access.Credential("did"),
                access.Credential("handle")
            )
            : null;

    private static bool IsWhole(BlueskySession? session) =>
        session is { AccessJwt: { } access, RefreshJwt: { } refresh, Did: { } did }
        && IsToken(access)
        && IsToken(refresh)
        && ForeignId.Of(did) is not null;

    /// <summary>It is to stand in a header, and servers take headers up to 8 KiB.</summary>
    private static bool IsToken(string token) => token.Length is > 0 and <= LongestToken && !token.Any(letter => letter is <= ' ' or > '~');

    private bool LivesOn(BlueskySession session) =>
        session.AccessJwt is { } token && (EndOf(token) is not { } end || end - clients.Time.GetUtcNow() > _renewBefore);

    /// <summary>When a token ends by its own word; null when it does not say, which the server's answer then tells.</summary>
    private static DateTimeOffset? EndOf(string token)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
            return DateTimeOffset.FromUnixTimeSeconds(payload.RootElement.GetProperty("exp").GetInt64());
        }
        catch (Exception exception)
            when (exception
                    is FormatException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or ArgumentOutOfRangeException
            )
        {
            return null;
        }
    }
}
