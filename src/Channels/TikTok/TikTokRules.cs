namespace Publisher.Channels.TikTok;

/// <summary>All that TikTok would refuse about a variant, found before anything is sent.</summary>
internal static class TikTokRules
{
    public static IReadOnlyList<Problem> Check(Variant variant, TikTokSettings settings) =>
        [
            .. CheckSettings(settings),
            .. VariantRules.Check(variant, TikTokProfile.Profile),
            .. CheckParts(variant),
            .. variant.Parts.SelectMany(CheckPart),
        ];

    public static IEnumerable<Problem> CheckSettings(TikTokSettings settings)
    {
        var levels = string.Join(", ", TikTokProfile.PrivacyLevels);
        if (settings is { Direct: true, PrivacyLevel: null })
        {
            yield return new Problem(
                "privacy_level_missing",
                "settings.privacyLevel",
                $"privacyLevel is needed when postMode is direct: {levels}."
            );
        }
        else if (settings.PrivacyLevel is { } level && !TikTokProfile.PrivacyLevels.Contains(level))
        {
            yield return new Problem("privacy_level_unknown", "settings.privacyLevel", $"privacyLevel is {level}, allowed: {levels}.");
        }
    }

    private static IEnumerable<Problem> CheckParts(Variant variant)
    {
        if (variant.Parts.Count != 1)
        {
            yield return new Problem("too_many_parts", "parts", $"{variant.Parts.Count} parts, TikTok takes 1.");
        }
    }

    private static IEnumerable<Problem> CheckPart(Part part)
    {
        if (part.Files.Count == 0)
        {
            yield return new Problem(
                "image_missing",
                "parts.1.files",
                $"TikTok takes 1 to {TikTokProfile.MaxPictures} pictures or a film."
            );
        }

        var pictures = part.Files.Where(file => file.Purpose == FilePurpose.Shown && file.MediaType != "video/mp4");
        foreach (var (file, number) in pictures.Select((file, index) => (file, index + 1)))
        {
            if (Math.Min(file.Width, file.Height) > TikTokProfile.ShortSide)
            {
                yield return new Problem(
                    "image_too_large",
                    $"parts.1.files.{number}",
                    $"Image {number}: {file.Width}x{file.Height} px, limit {TikTokProfile.ShortSide}x{TikTokProfile.LongSide}."
                );
            }
        }
    }
}
