namespace Publisher.Channels;

/// <summary>Settings that mean the same on every network that has them; composing reads them, the networks only declare them.</summary>
internal static class SharedFields
{
    private const string LongTextName = "longText";
    private const string RequireAltName = "requireAlt";

    /// <summary>For networks whose posts can answer each other.</summary>
    public static SettingField LongText { get; } =
        new(
            LongTextName,
            Required: false,
            "What becomes of a text that does not fit one post: it is cut, or goes out whole as a thread of numbered posts.",
            SettingKind.Text,
            "cut",
            "cut",
            "thread"
        );

    /// <summary>For networks whose readers often have pictures read out.</summary>
    public static SettingField RequireAlt { get; } =
        new(
            RequireAltName,
            Required: false,
            "Whether a picture without alternative text stops the piece; else it is only warned of.",
            SettingKind.Text,
            "false",
            "false",
            "true"
        );

    public static bool WantsThread(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault(LongTextName) == "thread";

    public static bool RequiresAlt(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault(RequireAltName) == "true";
}
