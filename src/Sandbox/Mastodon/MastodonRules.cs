using System.Globalization;

namespace Publisher.Sandbox.Mastodon;

/// <summary>What an instance with default settings refuses, in its own words.</summary>
internal static class MastodonRules
{
    public const int TextLimit = 500;
    public const int AttachmentLimit = 4;
    public const int DescriptionLimit = 1500;
    public const int PictureBytes = 16 * 1024 * 1024;
    public const int PicturePixels = 33_177_600;
    public const int FilmBytes = 99 * 1024 * 1024;

    public static readonly string[] MediaTypes = ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/quicktime"];

    private static readonly string[] Visibilities = ["public", "unlisted", "private", "direct"];

    /// <summary>Two-letter codes, and the regional ones Mastodon knows; every other code silently becomes the account's default.</summary>
    private static readonly HashSet<string> Languages =
    [
        .. CultureInfo
            .GetCultures(CultureTypes.NeutralCultures)
            .Select(culture => culture.TwoLetterISOLanguageName)
            .Where(code => code.Length == 2),
        "zh-CN",
        "zh-HK",
        "zh-TW",
    ];

    public static string? ProblemOf(string text, string spoilerText, string visibility, IReadOnlyList<MastodonAttachment?> attachments)
    {
        if (text.Length + spoilerText.Length == 0 && attachments.Count == 0)
        {
            return "Validation failed: Text can't be blank";
        }

        if (attachments.Count > AttachmentLimit)
        {
            return "Validation failed: Cannot attach more than 4 files";
        }

        if (attachments.Contains(null))
        {
            return "Validation failed: Media not found or already attached to another post";
        }

        if (attachments.Count > 1 && attachments.Any(attachment => !attachment!.IsPicture))
        {
            return "Validation failed: Cannot attach a video to a post that already contains images";
        }

        if (attachments.Any(attachment => !attachment!.IsReady))
        {
            return "Cannot attach files that have not finished processing. Try again in a moment!";
        }

        if (!Visibilities.Contains(visibility))
        {
            return "Validation failed: Visibility is not included in the list";
        }

        return MastodonText.Length(spoilerText + text) > TextLimit
            ? $"Validation failed: Text character limit of {TextLimit} exceeded"
            : null;
    }

    public static string? ProblemOf(Upload? file, string description)
    {
        if (file is null or { Bytes.Length: 0 })
        {
            return "Validation failed: File can't be blank";
        }

        var header = PictureHeader.Read(file.Bytes);
        if (!MediaTypes.Contains(header.MediaType))
        {
            return "Validation failed: File content type is invalid, File is invalid";
        }

        if (file.Bytes.Length > (header.IsPicture ? PictureBytes : FilmBytes))
        {
            return $"Validation failed: File file size must be less than {(header.IsPicture ? 16 : 99)} MB";
        }

        if (header.Width * header.Height > PicturePixels)
        {
            return $"Validation failed: File {header.Width}x{header.Height} images are not supported";
        }

        return description.EnumerateRunes().Count() > DescriptionLimit
            ? $"Validation failed: Description is too long (maximum is {DescriptionLimit} characters)"
            : null;
    }

    public static string LanguageOf(string? sent) =>
        sent is null ? "en"
        : Languages.Contains(sent) ? sent
        : Languages.Contains(sent.Split('-', '_')[0]) ? sent.Split('-', '_')[0]
        : "en";
}
