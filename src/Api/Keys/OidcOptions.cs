namespace Publisher.Api.Keys;

/// <summary>Section <c>Oidc</c>: an identity provider whose bearer tokens stand for keys. Off unless <c>Oidc:Issuer</c> is set.</summary>
internal sealed class OidcOptions
{
    public const string Section = "Oidc";

    /// <summary>As tokens write it in <c>iss</c>; its keys are found below it, at <c>/.well-known/openid-configuration</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>What tokens for this service hold in <c>aud</c>. Tokens made for anything else are refused.</summary>
    public string? Audience { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(Issuer);

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Fault() =>
        !IsOn ? null
        : !Uri.TryCreate(Issuer, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            ? "Oidc:Issuer must be an address such as https://login.example.org/realms/newsroom."
        : string.IsNullOrWhiteSpace(Audience)
            ? "Oidc:Issuer is set without Oidc:Audience; without it, tokens made for other services would open this one."
        : null;
}
