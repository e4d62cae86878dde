using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Translation;

/// <summary>The one call of LibreTranslate that drafting needs (libretranslate/app.py, 2026-07).</summary>
internal interface ILibreTranslateApi
{
    /// <summary>Keeps nothing, so it may be sent again.</summary>
    [Post("/translate")]
    Task<IApiResponse<LibreTranslations>> Translate([Body] LibreTexts texts, CancellationToken cancellationToken);
}

/// <param name="Format"><c>html</c>: elements with <c>translate="no"</c> come back as they are.</param>
internal sealed record LibreTexts(
    IReadOnlyList<string> Q,
    string Source,
    string Target,
    string Format,
    [property: JsonPropertyName("api_key")] string? ApiKey
);

/// <param name="TranslatedText">One for each text, in the same order.</param>
internal sealed record LibreTranslations(IReadOnlyList<string?>? TranslatedText);

internal sealed record LibreError(string? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LibreTexts))]
[JsonSerializable(typeof(LibreTranslations))]
[JsonSerializable(typeof(LibreError))]
internal sealed partial class LibreTranslateJson : JsonSerializerContext;
