using Publisher.Channels.Text;

namespace Publisher.Channels.Mastodon;

/// <summary>
/// The codes an instance knows: two letters (ISO 639-1) and three forms of Chinese. It silently takes any other for the account's own
/// language, so a tag is shortened until it is known. Source: LanguagesHelper in its source.
/// </summary>
internal static class MastodonLanguage
{
    private const string WesternArmenian = "hyw";

    public static string Of(string tag) =>
        tag.ToUpperInvariant() switch
        {
            "ZH-CN" or "ZH-HANS" or "ZH-HANS-CN" => "zh-CN",
            "ZH-TW" or "ZH-HANT" or "ZH-HANT-TW" => "zh-TW",
            "ZH-HK" or "ZH-HANT-HK" => "zh-HK",
            _ => LanguageTag.Base(tag) is WesternArmenian ? "hy" : LanguageTag.Base(tag),
        };
}
