namespace Publisher.Channels.TikTok;

/// <summary>A TikTok channel's settings and credentials, read once per call.</summary>
internal sealed record TikTokSettings
{
    /// <summary>Post at once; else into the app's inbox, where a person finishes it.</summary>
    public required bool Direct { get; init; }
    public required string? PrivacyLevel { get; init; }
    public required Uri BaseUrl { get; init; }

    /// <summary>As stored; a newer one may be known to <see cref="TikTokTokens"/>.</summary>
    public required string AccessToken { get; init; }
    public required string? RefreshToken { get; init; }
    public required string? ClientKey { get; init; }
    public required string? ClientSecret { get; init; }

    public static TikTokSettings Of(ChannelAccess access) =>
        new()
        {
            Direct = access.Setting("postMode") == "direct",
            PrivacyLevel = access.Setting("privacyLevel"),
            BaseUrl = new Uri(access.Setting("baseUrl") ?? "https://open.tiktokapis.com"),
            AccessToken = access.Credential("accessToken") ?? "",
            RefreshToken = access.Credential("refreshToken"),
            ClientKey = access.Credential("clientKey"),
            ClientSecret = access.Credential("clientSecret"),
        };

    /// <summary>Without the tokens that a record would print.</summary>
    public override string ToString() => Direct ? "TikTok, direct" : "TikTok, inbox";
}
