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
    string? Byline,
    int MendedInMarkdown
)
{
    /// <param name="incoming">Cleans the texts and remembers what it found.</param>
    public static ChosenText? Of(Content content, ChannelBrief channel, IncomingText incoming)
    {
        if (content.TextIn(channel.Language) is not { } text)
        {
            return null;
        }

        var other = content.Overrides.GetValueOrDefault(channel.Id);
        var replaced = other?.Text;
        var field = replaced is null ? $"texts.{channel.Language}" : $"overrides.{channel.Id}";
        var bodyField = replaced is null ? $"{field}.body" : $"{field}.text";
        var typed = incoming.Characters(replaced ?? text.Body, bodyField);
        var markdown = LanguageRules.For(channel.Language).HasArmenianMarks ? ArmenianMarks.InMarkdown(typed) : typed;
        return new ChosenText(
            channel.Language,
            field,
            replaced is null ? Line(text.Title, $"{field}.title") : null,
            replaced is null ? Line(text.Summary, $"{field}.summary") : null,
            incoming.Links(MarkdownText.Parse(markdown), bodyField),
            Cleaned(other?.Slides ?? (replaced is null ? text.Slides : []), "slides"),
            Text.Hashtags.Clean(Cleaned(other?.Hashtags ?? text.Hashtags, "hashtags"), channel.Language),
            other?.Link == false ? null : Safe(content.Link),
            Line(Find(content.ContentWarning, channel.Language), $"contentWarning.{channel.Language}"),
            Line(content.Byline, "byline"),
            typed.Zip(markdown).Count(pair => pair.First != pair.Second)
        );

        string? Line(string? line, string place) =>
            line is not null && CleanText.Line(incoming.Plain(line, place)) is { Length: > 0 } clean ? clean : null;

        IReadOnlyList<string> Cleaned(IReadOnlyList<string> lines, string name) =>
            [.. lines.Select((line, index) => incoming.Plain(line, $"{field}.{name}[{index}]"))];

        Uri? Safe(Uri? link) =>
            SafeLink.Of(link?.OriginalString) is { } address && incoming.Link(address, "link") is { } clean ? new Uri(clean) : null;
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
}
