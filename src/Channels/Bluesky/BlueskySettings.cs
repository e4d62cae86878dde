using System.Security.Cryptography;
using System.Text;

namespace Publisher.Channels.Bluesky;

/// <summary>A Bluesky channel's server and app password.</summary>
internal sealed record BlueskySettings(Uri BaseUrl, string Identifier, string Password)
{
    public static BlueskySettings Of(ChannelAccess access) =>
        new(new Uri(access.Setting("baseUrl")!), access.Credential("identifier") ?? "", access.Credential("password") ?? "");

    /// <summary>Tells whose session it is: one made with another password or for another account is not taken.</summary>
    public string Owner => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{BaseUrl}\n{Identifier}\n{Password}")))[..32];
}
