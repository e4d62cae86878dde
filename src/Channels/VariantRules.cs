using Publisher.Channels.Text;

namespace Publisher.Channels;

/// <summary>Holds a variant against its network's profile: everything a profile states as data is checked here, once for all networks.</summary>
internal static class VariantRules
{
    /// <summary>All problems at once, each with limit and value.</summary>
    public static IReadOnlyList<Problem> Check(Variant variant, NetworkProfile profile) =>
        [.. variant.Parts.SelectMany(part => CheckPart(part, profile.TextOf(variant.Format), profile))];

    private static IEnumerable<Problem> CheckPart(Part part, TextRules text, NetworkProfile profile)
    {
        if (part.Text.Length == 0 && part.Files.Count == 0)
        {
            yield return new Problem("text_empty", Field(part, "text"), $"Part {part.Number} has neither text nor a picture.");
        }

        foreach (var problem in CheckText(part, text))
        {
            yield return problem;
        }

        var files = part.Files.Where(file => file.Purpose == FilePurpose.Shown).ToList();
        if (files.Count > profile.Images.MaxCount)
        {
            var message = $"Part {part.Number}: {files.Count} pictures, limit {profile.Images.MaxCount}.";
            yield return new Problem("too_many_images", Field(part, "files"), message);
        }

        foreach (var problem in files.SelectMany((file, index) => CheckFile(file, profile, part, index + 1)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> CheckText(Part part, TextRules rules)
    {
        // Tags do not count, and only the network that reads them knows what is left: it counts its own markup.
        var written = part.Markup is Markup.Plain ? part.Text : "";
        var counted = rules.WarningInField ? part.Warning + written : written;
        var measure = TextMeasure.Of(rules, withFiles: part.Files.Count > 0);
        if (measure.Limit is { } limit && measure.Count(counted) is var length && length > limit)
        {
            yield return new Problem("text_too_long", Field(part, "text"), $"Part {part.Number}: {length} characters, limit {limit}.");
        }

        var bytes = TextCounter.Count(counted, CountUnit.Utf8Bytes);
        if (bytes > rules.LimitBytes)
        {
            yield return new Problem("text_too_long", Field(part, "text"), $"Part {part.Number}: {bytes} bytes, limit {rules.LimitBytes}.");
        }

        var title = new TextMeasure(rules.Unit, rules.TitleLimit);
        if (!title.Fits(part.Title ?? ""))
        {
            var message = $"Part {part.Number}: the title has {title.Count(part.Title!)} characters, limit {title.Limit}.";
            yield return new Problem("title_too_long", Field(part, "title"), message);
        }
    }

    private static IEnumerable<Problem> CheckFile(VariantFile file, NetworkProfile profile, Part part, int number) =>
        file.MediaType == "video/mp4" && profile.Video is { } video
            ? CheckFilm(file, video, part, number)
            : CheckImage(file, profile.Images, part, number);

    private static IEnumerable<Problem> CheckFilm(VariantFile file, VideoRules rules, Part part, int number)
    {
        if (file.Bytes > rules.MaxBytes)
        {
            var message = $"Part {part.Number}, film: {file.Bytes} bytes, limit {rules.MaxBytes}.";
            yield return new Problem("video_too_heavy", Field(part, $"files.{number}"), message);
        }
    }

    private static IEnumerable<Problem> CheckImage(VariantFile file, ImageRules rules, Part part, int number)
    {
        var field = Field(part, $"files.{number}");
        var image = $"Part {part.Number}, image {number}";
        if (!rules.MediaTypes.Contains(file.MediaType))
        {
            yield return new Problem("image_type", field, $"{image}: {file.MediaType}, taken are {string.Join(", ", rules.MediaTypes)}.");
        }

        if (file.Bytes > rules.MaxBytes)
        {
            yield return new Problem("image_too_heavy", field, $"{image}: {file.Bytes} bytes, limit {rules.MaxBytes}.");
        }

        if (Math.Max(file.Width, file.Height) > rules.MaxSide)
        {
            yield return new Problem("image_too_large", field, $"{image}: {file.Width}x{file.Height} px, limit {rules.MaxSide} px a side.");
        }

        if (rules.AltLimit is > 0 and var limit && TextCounter.Count(file.Alt, CountUnit.CodePoints) is var length && length > limit)
        {
            yield return new Problem("alt_too_long", $"{field}.alt", $"{image}: {length} characters of alternative text, limit {limit}.");
        }
    }

    private static string Field(Part part, string name) => $"parts.{part.Number}.{name}";
}
