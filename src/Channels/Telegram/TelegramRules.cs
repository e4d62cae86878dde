using System.Text;

namespace Publisher.Channels.Telegram;

/// <summary>All that Telegram or Telegraph would refuse about a variant, found before anything is sent.</summary>
internal static class TelegramRules
{
    public static IReadOnlyList<Problem> Check(Variant variant, TelegramSettings settings) =>
        [
            .. CheckSettings(settings),
            .. VariantRules.Check(variant, TelegramProfile.Profile),
            .. variant.Parts.SelectMany(part => CheckPart(part, variant, settings)),
        ];

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
        if (part.Markup is not Markup.Plain && length > limit)
        {
            yield return new Problem("text_too_long", Field(part, "text"), $"Part {part.Number}: {length} characters, limit {limit}.");
        }

        if (length == 0 && part.Text.Length > 0 && part.Files.Count == 0)
        {
            yield return new Problem("text_empty", Field(part, "text"), $"Part {part.Number} has no letter to be seen.");
        }

        if (part.Text.Contains(Part.PageUrlToken, StringComparison.Ordinal) && TelegraphPages.In(variant).Count == 0)
        {
            yield return new Problem("page_missing", Field(part, "text"), $"Part {part.Number} links to a page that no part makes.");
        }

        foreach (var (file, number) in part.Files.Select((file, index) => (file, index + 1)))
        {
            if (Math.Max(file.Width, file.Height) > TelegramProfile.MaxRatio * Math.Min(file.Width, file.Height))
            {
                yield return new Problem(
                    "image_too_narrow",
                    Field(part, $"files.{number}"),
                    $"Part {part.Number}, image {number}: {file.Width}x{file.Height} px, the longer side may be {TelegramProfile.MaxRatio} times the shorter."
                );
            }
        }
    }

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
