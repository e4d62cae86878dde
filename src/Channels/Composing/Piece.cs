using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>All that a format's composer works from; warnings gather here on the way.</summary>
internal sealed record Piece(
    Content Content,
    ChannelBrief Channel,
    NetworkProfile Network,
    ChosenText Text,
    IReadOnlyList<Picture> Pictures,
    ContentShelf Shelf
)
{
    public List<Warning> Warnings { get; } = [];

    public TextRules Rules => Network.TextOf(Channel.Format);

    /// <summary>The content warning where it stands in the text, as its first line.</summary>
    public TextFlow WarningLine =>
        Text.ContentWarning is { } warning && !Rules.WarningInField ? TextFlow.Of($"⚠️ {warning}", RunStyle.Bold) : TextFlow.Empty;

    /// <summary>The content warning where it has a field of its own.</summary>
    public string? WarningField => Rules.WarningInField ? Text.ContentWarning : null;

    public Uri? Link => Rules.LinksAllowed ? Text.Link : null;

    public TextFlow LinkLine => Link is { } link ? TextFlow.Of(link.OriginalString, link: link.OriginalString) : TextFlow.Empty;

    public TextFlow TitleLine => TextFlow.Of(Text.Title ?? "", RunStyle.Bold);

    public TextFlow HashtagLine => TextFlow.Of(Hashtags.Line(Text.Hashtags));

    /// <summary>A part with everything that travels beside the text.</summary>
    public Part NewPart(int number, string text, IReadOnlyList<VariantFile>? files = null) =>
        new()
        {
            Number = number,
            Text = text,
            Markup = Rules.Markup,
            Warning = WarningField,
            Hashtags = Rules.Markup == Markup.Html ? Text.Hashtags : [],
            Link = Link,
            Byline = Text.Byline,
            Sensitive = Content.Sensitive || Content.ContentWarning.Count > 0,
            Graphic = Content.Notes.Graphic,
            Minors = Content.Notes.Minors,
            Files = files ?? [],
        };

    public Composition.Ready Ready(IReadOnlyList<Part> parts, PictureFiles files, string template = "") =>
        new(
            new Variant
            {
                ChannelId = Channel.Id,
                Network = Network.Name,
                Format = Channel.Format,
                Language = Text.Language,
                Parts = parts,
                Template = template,
            },
            files.Rendered,
            [.. Warnings]
        );

    /// <summary>What must stay exceeds the limit.</summary>
    public Composition.Impossible TooLong(string what, TextMeasure measure, string text)
    {
        var (count, limit, unit) =
            measure.Limit is { } letters && measure.Count(text) is var length && length > letters
                ? (length, letters, "characters")
                : (TextCounter.Count(text, CountUnit.Utf8Bytes), measure.LimitBytes ?? 0, "bytes");
        return Impossible("text_too_long", $"{what}: {count} {unit}; {Network.DisplayName} allows {limit}.");
    }

    public Composition.Impossible TooManyParts(int count, int limit) =>
        Impossible(
            "thread_too_long",
            $"The text takes {count} parts on {Network.DisplayName}; a thread has at most {limit}. Shorten it, or let the channel cut long texts."
        );

    public Composition.Impossible Empty() => Impossible("text_empty", "There is neither text nor picture to publish.");

    /// <summary>A content warning is never shown in another language: without one in the channel's own, only the pictures are covered.</summary>
    public void NoteMissingWarning()
    {
        if (Content.ContentWarning.Count > 0 && Text.ContentWarning is null)
        {
            Warnings.Add(new Warning("content_warning_missing", $"contentWarning has no text in {Text.Language}; it goes out without."));
        }
    }

    /// <summary>Warns when less was kept than there was.</summary>
    public void NoteCut(TextFlow whole, TextFlow kept, TextMeasure measure)
    {
        if (kept.Visible.Length != whole.Visible.Length)
        {
            var (from, to) = (measure.Count(whole.Visible), measure.Count(kept.Visible));
            Warnings.Add(
                new Warning("text_cut", $"The text was cut from {from} to {to} characters; {Network.DisplayName} allows {measure.Limit}.")
            );
        }
    }

    private Composition.Impossible Impossible(string code, string message) => new([new Problem(code, Text.Field, message)]);
}
