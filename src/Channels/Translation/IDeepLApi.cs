using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Translation;

/// <summary>The one call of DeepL's API, version 2, that drafting needs.</summary>
internal interface IDeepLApi
{
    /// <summary>Sending it again changes nothing, but is billed again.</summary>
    [Post("/v2/translate")]
    Task<IApiResponse<DeepLTranslations>> Translate([Body] DeepLTexts texts, CancellationToken cancellationToken);
}

/// <param name="Text">At most 50, each translated on its own; the whole body at most 128 KiB.</param>
/// <param name="TagHandling"><c>xml</c>: each text is well-formed, and marks move with the words they belong to.</param>
/// <param name="IgnoreTags">Elements whose content is left as it is.</param>
internal sealed record DeepLTexts(
    IReadOnlyList<string> Text,
    string SourceLang,
    string TargetLang,
    string TagHandling,
    string TagHandlingVersion,
    IReadOnlyList<string> IgnoreTags
);

/// <param name="Translations">One for each text, in the same order.</param>
internal sealed record DeepLTranslations(IReadOnlyList<DeepLTranslation?>? Translations);

internal sealed record DeepLTranslation(string? Text);

internal sealed record DeepLError(string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeepLTexts))]
[JsonSerializable(typeof(DeepLTranslations))]
[JsonSerializable(typeof(DeepLError))]
internal sealed partial class DeepLJson : JsonSerializerContext;
