using System.Text;

namespace Publisher.Channels.Telegram;

/// <summary>All that Telegram or Telegraph would refuse about a variant, found before anything is sent.</summary>
internal static class TelegramRules
{
    public static IReadOnlyList<Problem> Check(Variant variant, TelegramSettings settings) =>
        [.. CheckSettings(settings), .. variant.Parts.SelectMany(part => CheckPart(part, variant, settings))];

    public static IEnumerable<Problem> CheckSettings(TelegramSettings settings)
    {
        if (!settings.HasReadableChatId)
        {
            yield return new Problem("invalid_chat_id", "settings.chatId", "chatId must be @name or a number such as -1001234567890.");
        }

        if (!settings.HasReadableToken)
        {
            yield return new Problem("invalid_bot_token", "credentials.botToken", "botToken is missing or is not a token of @BotFather.");
        }

        if (settings is { LongTextOnTelegraph: true, TelegraphToken: null })
        {
            yield return new Problem(
                "telegraph_token_missing",
                "credentials.telegraphToken",
                "telegraphToken is needed when longText is telegraph."
            );
        }
    }

    private static IEnumerable<Problem> CheckPart(Part part, Variant variant, TelegramSettings settings) =>
        part.Kind is PartKind.Page ? CheckPage(part, settings) : CheckMessage(part, variant);

    private static IEnumerable<Problem> CheckMessage(Part part, Variant variant)
    {
        var limit = part.Files.Count > 0 ? TelegramProfile.CaptionLimit : TelegramProfile.TextLimit;
        var length = TelegramText.VisibleLength(part.Text, part.Markup);
        if (length > limit)
        {
            yield return new Problem("text_too_long", Field(part, "text"), $"Part {part.Number}: {length} characters, limit {limit}.");
        }

        if (length == 0 && part.Files.Count == 0)
        {
            yield return new Problem("text_empty", Field(part, "text"), $"Part {part.Number} has neither text nor a picture.");
        }

        if (part.Text.Contains(Part.PageUrlToken, StringComparison.Ordinal) && TelegraphPages.In(variant).Count == 0)
        {
            yield return new Problem("page_missing", Field(part, "text"), $"Part {part.Number} links to a page that no part makes.");
        }

        foreach (var problem in CheckPictures(part))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> CheckPictures(Part part)
    {
        if (part.Files.Count > TelegramProfile.MaxPictures)
        {
            var message = $"Part {part.Number}: {part.Files.Count} pictures, limit {TelegramProfile.MaxPictures}.";
            yield return new Problem("too_many_images", Field(part, "files"), message);
        }

        foreach (var (file, index) in part.Files.Select((file, index) => (file, index + 1)))
        {
            if (PictureFault(file) is var (code, fault))
            {
                yield return new Problem(code, Field(part, $"files.{index}"), $"Part {part.Number}, image {index}: {fault}");
            }
        }
    }

    private static (string Code, string Fault)? PictureFault(VariantFile file) =>
        file switch
        {
            { MediaType: not ("image/jpeg" or "image/png") } => ("image_type", $"{file.MediaType}, Telegram takes JPEG and PNG."),
            { Bytes: > TelegramProfile.MaxPictureBytes } => (
                "image_too_heavy",
                $"{file.Bytes} bytes, limit {TelegramProfile.MaxPictureBytes}."
            ),
            _ when file.Width + file.Height > TelegramProfile.MaxSidesTogether => (
                "image_too_large",
                $"width and height come to {file.Width + file.Height} px, limit {TelegramProfile.MaxSidesTogether}."
            ),
            _ when Math.Max(file.Width, file.Height) > TelegramProfile.MaxRatio * Math.Min(file.Width, file.Height) => (
                "image_too_narrow",
                $"{file.Width}x{file.Height} px, the longer side may be {TelegramProfile.MaxRatio} times the shorter."
            ),
            _ => null,
        };

    private static IEnumerable<Problem> CheckPage(Part part, TelegramSettings settings)
    {
        if (settings is { LongTextOnTelegraph: false, TelegraphToken: null })
        {
            yield return new Problem("telegraph_token_missing", "credentials.telegraphToken", "telegraphToken is needed for a page.");
        }

        if (part.Title is not { Length: > 0 and <= TelegramProfile.PageTitleLimit })
        {
            var message = $"Part {part.Number}: the title has {part.Title?.Length ?? 0} characters, 1 to {TelegramProfile.PageTitleLimit}.";
            yield return new Problem("page_title", Field(part, "title"), message);
        }

        if (Encoding.UTF8.GetByteCount(part.Text) is > TelegramProfile.MaxPageBytes and var bytes)
        {
            var message = $"Part {part.Number}: the page has {bytes} bytes, limit {TelegramProfile.MaxPageBytes}.";
            yield return new Problem("page_too_large", Field(part, "text"), message);
        }

        if (TelegraphNodes.TryRead(part.Text) is not { } nodes)
        {
            yield return new Problem("page_unreadable", Field(part, "text"), $"Part {part.Number} is no list of Telegraph nodes.");
        }
        else if (!settings.PicturesFromOwnHost && TelegraphNodes.HasPictures(nodes))
        {
            var message = $"Part {part.Number}: the page shows pictures, but images is none. A reader's phone would fetch them elsewhere.";
            yield return new Problem("page_images_off", Field(part, "text"), message);
        }
    }

    private static string Field(Part part, string name) => $"parts.{part.Number}.{name}";
}
