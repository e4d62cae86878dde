using System.Net.Http.Headers;

namespace Publisher.Channels.Mastodon;

/// <summary>A Mastodon channel's settings and token, as the network needs them.</summary>
internal sealed record MastodonSettings(Uri BaseUrl, string Visibility, string AccessToken)
{
    public const string DefaultVisibility = "public";

    public static MastodonSettings Of(ChannelAccess access) =>
        new(new Uri(access.Setting("baseUrl")!), access.Setting("visibility") ?? DefaultVisibility, access.Credential("accessToken") ?? "");

    public void Authorize(HttpRequestHeaders headers) => headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
}
