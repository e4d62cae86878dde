using Publisher.Channels;

namespace Publisher.Posts.Safety;

/// <summary>Every text that goes out with a variant, and the words that were drawn into its pictures.</summary>
internal static class GuardedTexts
{
    public static IEnumerable<(int Part, string Field, string Text)> Of(Variant variant, Content content, Channel channel)
    {
        foreach (var part in variant.Parts)
        {
            yield return (part.Number, "text", part.Text);
            yield return (part.Number, "title", part.Title ?? "");
            yield return (part.Number, "summary", part.Summary ?? "");
            yield return (part.Number, "warning", part.Warning ?? "");
            yield return (part.Number, "hashtags", string.Join(' ', part.Hashtags.Select(tag => "#" + tag)));
            yield return (part.Number, "link", part.Link?.ToString() ?? "");
            yield return (part.Number, "byline", part.Byline ?? "");
            foreach (var file in part.Files)
            {
                yield return (part.Number, "alt", file.Alt);
            }
        }

        // Slides, films and captions are drawn from these; what was cut off is read too, which costs a false alarm at worst.
        if (content.TextIn(variant.Language) is { } text)
        {
            yield return (0, "title", text.Title ?? "");
            yield return (0, "summary", text.Summary ?? "");
            yield return (0, "body", text.Body ?? "");
            yield return (0, "slides", string.Join("\n\n", text.Slides));
            yield return (0, "hashtags", string.Join(' ', text.Hashtags.Select(tag => "#" + tag)));
        }

        yield return (0, "byline", content.Byline ?? "");
        yield return (0, "warning", content.ContentWarning.GetValueOrDefault(variant.Language) ?? "");

        if (content.Overrides.GetValueOrDefault(channel.Id) is { } instead)
        {
            yield return (0, "override", instead.Text ?? "");
            yield return (0, "override", string.Join("\n\n", instead.Slides ?? []));
            yield return (0, "override", string.Join(' ', (instead.Hashtags ?? []).Select(tag => "#" + tag)));
        }

        foreach (var (name, value) in channel.Settings)
        {
            yield return (0, $"settings.{name}", value);
        }
    }
}
