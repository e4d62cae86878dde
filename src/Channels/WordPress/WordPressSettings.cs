using System.Net.Http.Headers;
using System.Text;

namespace Publisher.Channels.WordPress;

/// <summary>A WordPress channel's settings and application password, as the network needs them.</summary>
/// <param name="Status">What a published post becomes: <c>publish</c>, <c>private</c> or <c>pending</c>.</param>
internal sealed record WordPressSettings(Uri BaseUrl, string Status, string Username, string ApplicationPassword)
{
    public const string DefaultStatus = "publish";

    public static WordPressSettings Of(ChannelAccess access) =>
        new(
            new Uri(access.Setting("baseUrl")!),
            access.Setting("status") ?? DefaultStatus,
            access.Credential("username") ?? "",
            access.Credential("applicationPassword") ?? ""
        );

    public void Authorize(HttpRequestHeaders headers) =>
        headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{ApplicationPassword}"))
        );
}
