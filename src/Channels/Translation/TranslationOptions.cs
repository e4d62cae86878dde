namespace Publisher.Channels.Translation;

/// <summary>Section <c>Translation</c>: who drafts translations. Default: nobody, and no text leaves the machine.</summary>
public sealed class TranslationOptions
{
    public const string Section = "Translation";

    public const string LibreTranslate = "libretranslate";
    public const string DeepL = "deepl";

    /// <summary><c>libretranslate</c>, <c>deepl</c>, or null (default) for none.</summary>
    public string? Provider { get; set; }

    /// <summary>LibreTranslate: its address, needed. DeepL: by default the address that fits the key.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>DeepL: needed. LibreTranslate: only where the server asks for one.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Fault() =>
        Provider switch
        {
            null or "" => null,
            LibreTranslate when BaseUrl is null => "Translation:BaseUrl is needed for libretranslate, such as http://127.0.0.1:5000.",
            DeepL when string.IsNullOrWhiteSpace(ApiKey) => "Translation:ApiKey is needed for deepl.",
            LibreTranslate or DeepL when BaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https") =>
                "Translation:BaseUrl must begin with https:// or http://.",
            LibreTranslate or DeepL => null,
            _ => "Translation:Provider must be libretranslate, deepl, or left out.",
        };
}
