using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Composing;

/// <summary>The text of a piece that one channel gets: its language exactly, its override applied, the Markdown read once.</summary>
/// <param name="Field">Path of the text in the request, for problems.</param>
/// <param name="Link">http or https; null when there is none or the channel leaves it out.</param>
/// <param name="MendedInMarkdown">Characters that had to be put right before the Markdown was read, as they mean code there.</param>
internal sealed record ChosenText(
    string Language,
    string Field,
    string? Title,
    string? Summary,
    MarkdownText Body,
    IReadOnlyList<string> Slides,
    IReadOnlyList<string> Hashtags,
    Uri? Link,
    string? ContentWarning,
    int MendedInMarkdown
)
{
    public static ChosenText? Of(Content content, ChannelBrief channel)
    {
        if (content.TextIn(channel.Language) is not { } text)
        {
            return null;
        }

        var other = content.Overrides.GetValueOrDefault(channel.Id);
        var replaced = other?.Text;
        var typed = replaced ?? text.Body;
        var markdown = LanguageRules.For(channel.Language).HasArmenianMarks ? ArmenianMarks.InMarkdown(typed) : typed;
        return new ChosenText(
            channel.Language,
            replaced is null ? $"texts.{channel.Language}" : $"overrides.{channel.Id}",
            replaced is null ? Line(text.Title) : null,
            replaced is null ? Line(text.Summary) : null,
            MarkdownText.Parse(markdown),
            other?.Slides ?? (replaced is null ? text.Slides : []),
            Text.Hashtags.Clean(other?.Hashtags ?? text.Hashtags, channel.Language),
            other?.Link == false ? null : Safe(content.Link),
            Line(Find(content.ContentWarning, channel.Language)),
            typed.Zip(markdown).Count(pair => pair.First != pair.Second)
        );
    }

    public static Problem Missing(Content content, ChannelBrief channel) =>
        new(
            "missing_language",
            $"texts.{channel.Language}",
            $"The channel speaks {channel.Language}; the piece has {(content.Texts.Count == 0 ? "no text" : string.Join(", ", content.Texts.Keys.Order(StringComparer.Ordinal)))}."
        );

    /// <summary>A title for networks that need one, from the text when none was given.</summary>
    public string TitleOrBeginning()
    {
        if (Title is not null)
        {
            return Title;
        }

        var text = FlowWriter.Write([.. Body.WithoutNotes().Blocks.Take(1)]).Visible;
        var sentence = text.Length == 0 ? "" : text[..Sentences.EndsOf(text, Language)[0]];
        return TextFitting.CutAtWord(sentence, new TextMeasure(CountUnit.Graphemes, 100), Language);
    }

    private static T? Find<T>(IReadOnlyDictionary<string, T> byLanguage, string language)
        where T : class =>
        byLanguage.GetValueOrDefault(language)
        ?? byLanguage.FirstOrDefault(pair => pair.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Line(string? text) => text is not null && CleanText.Line(text) is { Length: > 0 } line ? line : null;

    private static Uri? Safe(Uri? link) => SafeLink.Of(link?.OriginalString) is { } address ? new Uri(address) : null;
}
