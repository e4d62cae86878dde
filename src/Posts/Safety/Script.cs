namespace Publisher.Posts.Safety;

internal enum Script
{
    None,
    Latin,
    Cyrillic,
    Armenian,
    Georgian,
    Greek,
    Other,
}

internal static class Scripts
{
    /// <summary>Of a folded character; digits and signs belong to none.</summary>
    public static Script Of(char character) =>
        character switch
        {
            < 'a' => Script.None,
            <= 'z' => Script.Latin,
            Folding.CapitalI => Script.Latin,
            < '\u00AA' => Script.None,
            < '\u02B0' => Script.Latin,
            >= '\u0370' and < '\u0400' => Script.Greek,
            >= '\u0400' and < '\u0530' => Script.Cyrillic,
            >= '\u0530' and < '\u0590' => Script.Armenian,
            >= '\u10A0' and < '\u1100' => Script.Georgian,
            >= '\u1E00' and < '\u1F00' => Script.Latin,
            _ => char.IsLetter(character) ? Script.Other : Script.None,
        };
}
