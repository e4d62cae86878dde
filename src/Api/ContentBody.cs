using Publisher.Api.Conventions;
using Publisher.Channels;

namespace Publisher.Api;

/// <summary>A content as it is sent.</summary>
internal sealed record ContentBody
{
    public IReadOnlyDictionary<string, TextBody?>? Texts { get; init; }
    public string? Byline { get; init; }
    public string? Link { get; init; }
    public IReadOnlyList<MediaBody?>? Media { get; init; }
    public IReadOnlyDictionary<string, string?>? ContentWarning { get; init; }
    public NotesBody? Notes { get; init; }
    public bool? Sensitive { get; init; }
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>Null: all enabled channels.</summary>
    public IReadOnlyList<string?>? Channels { get; init; }
    public IReadOnlyDictionary<string, OverrideBody?>? Overrides { get; init; }

    public Content ToContent(ProblemList problems) =>
        new()
        {
            Texts = (Texts ?? Nothing<TextBody>()).ToDictionary(
                pair => pair.Key,
                pair => (pair.Value ?? new()).ToText($"texts.{pair.Key}", problems)
            ),
            Byline = problems.Optional("byline", Byline, 100),
            Link = problems.Url("link", Link),
            Media = [.. (Media ?? []).Select((media, i) => (media ?? new()).ToMedia($"media[{i}]", problems))],
            ContentWarning = Said(ContentWarning),
            Notes = new ContentNotes(Notes?.Graphic ?? false, Notes?.Minors ?? false),
            Sensitive = Sensitive ?? false,
            Tags = Listed("tags", Tags, problems),
            Channels = Listed("channels", Channels, problems),
            Overrides = (Overrides ?? Nothing<OverrideBody>())
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value!.ToOverride($"overrides.{pair.Key}", problems)),
        };

    internal static IReadOnlyDictionary<string, string> Said(IReadOnlyDictionary<string, string?>? texts) =>
        (texts ?? Nothing<string>())
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value!.Trim());

    internal static IReadOnlyList<string> Listed(string field, IReadOnlyList<string?>? values, ProblemList problems)
    {
        var texts = new List<string>();
        foreach (var (value, i) in (values ?? []).Select((value, i) => (value, i)))
        {
            texts.Add(problems.Required($"{field}[{i}]", value, 10_000));
        }

        return texts;
    }

    private static Dictionary<string, T?> Nothing<T>()
        where T : class => [];
}

/// <summary>One language's text as it is sent.</summary>
internal sealed record TextBody
{
    public string? Title { get; init; }
    public string? Summary { get; init; }

    /// <summary>Markdown.</summary>
    public string? Body { get; init; }
    public IReadOnlyList<string?>? Slides { get; init; }
    public IReadOnlyList<string?>? Hashtags { get; init; }

    /// <summary>What it was translated from.</summary>
    public BasedOnBody? BasedOn { get; init; }

    /// <summary>A person sent it, so it is no longer machine text.</summary>
    public LocalText ToText(string field, ProblemList problems) =>
        new(
            Title,
            Summary,
            Body ?? "",
            ContentBody.Listed($"{field}.slides", Slides, problems),
            ContentBody.Listed($"{field}.hashtags", Hashtags, problems),
            BasedOn: BasedOn?.ToSource($"{field}.basedOn", problems)
        );
}

internal sealed record BasedOnBody(string? Language, int? Revision)
{
    public TextSource? ToSource(string field, ProblemList problems)
    {
        if (Revision is null or < 1)
        {
            problems.Add($"{field}.revision", "out_of_range", $"{field}.revision must be the number of a revision, from 1.");
        }

        return new TextSource(problems.Required($"{field}.language", Language, 35), Revision ?? 1);
    }
}

internal sealed record MediaBody
{
    public string? Id { get; init; }
    public IReadOnlyDictionary<string, string?>? Alt { get; init; }
    public PointBody? Focus { get; init; }
    public IReadOnlyList<BoxBody?>? Covers { get; init; }

    public ContentMedia ToMedia(string field, ProblemList problems) =>
        new(
            problems.Required($"{field}.id", Id),
            Described(Alt),
            Focus is null
                ? null
                : new FocusPoint(Number($"{field}.focus.x", Focus.X, problems), Number($"{field}.focus.y", Focus.Y, problems)),
            Covers is null
                ? null
                : [.. Covers.Select((box, i) => ToBox($"{field}.covers[{i}]", box ?? new(null, null, null, null), problems))]
        );

    /// <summary>An empty text is kept: it says that the picture is decorative.</summary>
    private static Dictionary<string, string> Described(IReadOnlyDictionary<string, string?>? alt) =>
        (alt ?? new Dictionary<string, string?>())
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!.Trim());

    private static CoverBox ToBox(string field, BoxBody box, ProblemList problems) =>
        new(
            Number($"{field}.x", box.X, problems),
            Number($"{field}.y", box.Y, problems),
            Number($"{field}.w", box.W, problems),
            Number($"{field}.h", box.H, problems)
        );

    private static double Number(string field, double? value, ProblemList problems)
    {
        if (value is null)
        {
            problems.Add(field, "required", $"{field} is missing.");
        }

        return value ?? 0;
    }
}

internal sealed record PointBody(double? X, double? Y);

internal sealed record BoxBody(double? X, double? Y, double? W, double? H);

internal sealed record NotesBody(bool? Graphic, bool? Minors);

/// <summary>What one channel gets instead; a member left out stays as it is for all.</summary>
internal sealed record OverrideBody
{
    public string? Text { get; init; }
    public IReadOnlyList<string?>? Slides { get; init; }
    public IReadOnlyList<string?>? Hashtags { get; init; }

    /// <summary><c>false</c> leaves the link out.</summary>
    public bool? Link { get; init; }

    public ContentOverride ToOverride(string field, ProblemList problems) =>
        new(
            Text,
            Slides is null ? null : ContentBody.Listed($"{field}.slides", Slides, problems),
            Hashtags is null ? null : ContentBody.Listed($"{field}.hashtags", Hashtags, problems),
            Link
        );
}
