namespace Publisher.Channels.Templates;

/// <summary>The fonts of one look, a family for each script.</summary>
/// <param name="Name">What a channel's setting <c>font</c> calls it.</param>
public sealed record TypeFamily(string Name, string Latin, string Armenian, string Georgian, string Arabic)
{
    /// <summary>Families that fill what a look's own lack: emoji, arrows, and every script in a plain hand.</summary>
    private static readonly string[] Fallbacks =
    [
        "Noto Sans",
        "Noto Sans Armenian",
        "Noto Sans Georgian",
        "Noto Sans Arabic",
        "Noto Color Emoji",
        "Noto Sans Symbols",
        "Noto Sans Symbols2",
        "Noto Sans Math",
    ];

    /// <summary>Pango's family list, in the order in which a character is looked for. Named whole, as fontconfig would fill gaps by chance.</summary>
    internal string Families { get; } = string.Join(',', new[] { Latin, Armenian, Georgian, Arabic }.Concat(Fallbacks).Distinct());

    /// <summary>
    /// The same for text that runs to the left. Arabic comes first, so that its stops and digits are of its own font: a stop of another
    /// one has another height, and would push its line away from the others.
    /// </summary>
    internal string FamiliesToTheLeft { get; } = string.Join(',', new[] { Arabic, Latin, Armenian, Georgian }.Concat(Fallbacks).Distinct());
}
