namespace Publisher.Channels;

/// <summary>Settings that mean the same on every network that has them; composing reads them, the networks only declare them.</summary>
internal static class SharedFields
{
    private const string LongTextName = "longText";
    private const string RequireAltName = "requireAlt";
    private const string LinksName = "links";

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

    /// <summary>For readers to whom an opened link could do harm: it tells whoever watches the line what they read.</summary>
    public static SettingField Links { get; } =
        new(
            LinksName,
            Required: false,
            "Whether links go out: as they are, or none at all, neither of the piece nor in its words.",
            SettingKind.Text,
            "keep",
            "keep",
            "none"
        );

    public static bool LeavesLinksOut(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault(LinksName) == "none";

    public static bool WantsThread(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault(LongTextName) == "thread";

    public static bool RequiresAlt(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault(RequireAltName) == "true";
}
