using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>A content with its current revision, or with an older one.</summary>
/// <param name="Hash">What an approval names; null while anything renders.</param>
internal sealed record ContentView(
    string Id,
    int Revision,
    ContentState State,
    string? Hash,
    IReadOnlyDictionary<string, TextView> Texts,
    string? Byline,
    Uri? Link,
    IReadOnlyList<ContentMedia> Media,
    IReadOnlyDictionary<string, string> ContentWarning,
    ContentNotes Notes,
    bool Sensitive,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Channels,
    IReadOnlyDictionary<string, ContentOverride> Overrides,
    string? RejectReason,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    /// <param name="sources">Earlier revisions that texts were translated from, by number.</param>
    public static ContentView Of(StoredContent stored, Content content, Caller caller, IReadOnlyDictionary<int, Content>? sources = null) =>
        new(
            stored.Id,
            stored.Revision,
            stored.State,
            stored.Hash,
            content.Texts.ToDictionary(pair => pair.Key, pair => TextView.Of(pair.Value, IsStale(pair.Value, content, sources))),
            content.Byline,
            content.Link,
            content.Media,
            content.ContentWarning,
            content.Notes,
            content.Sensitive,
            content.Tags,
            [.. content.Channels.Where(caller.Sees)],
            content.Overrides.Where(pair => caller.Sees(pair.Key)).ToDictionary(),
            stored.RejectReason,
            stored.CreatedBy,
            stored.CreatedAt,
            stored.UpdatedAt
        );

    /// <summary>What it was translated from has moved on since.</summary>
    public static bool IsStale(LocalText text, Content now, IReadOnlyDictionary<int, Content>? sources) =>
        text.BasedOn is { } source
        && sources?.GetValueOrDefault(source.Revision)?.Texts.GetValueOrDefault(source.Language) is { } then
        && now.Texts.GetValueOrDefault(source.Language) is var current
        && (current is null || TextView.Of(then, false).Etag != TextView.Of(current, false).Etag);
}

/// <summary>One language's text.</summary>
/// <param name="Machine">A machine wrote it and no person has accepted it yet.</param>
/// <param name="Stale">What it was translated from has moved on.</param>
/// <param name="Etag">For If-Match when this one text is edited.</param>
internal sealed record TextView(
    string? Title,
    string? Summary,
    string Body,
    IReadOnlyList<string> Slides,
    IReadOnlyList<string> Hashtags,
    bool Machine,
    TextSource? BasedOn,
    bool Stale,
    string Etag
)
{
    public static TextView Of(LocalText text, bool isStale) =>
        new(text.Title, text.Summary, text.Body, text.Slides, text.Hashtags, text.Machine, text.BasedOn, isStale, TagOf(text));

    public static string TagOf(LocalText text) => $"\"{Digest.Of(PostsJson.Write(text))[..20]}\"";
}

/// <summary>A content in a list.</summary>
internal sealed record ContentSummary(
    string Id,
    int Revision,
    ContentState State,
    string? Hash,
    IReadOnlyList<string> Languages,
    string? Title,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Channels,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static ContentSummary Of(StoredContent stored, Content content, Caller caller) =>
        new(
            stored.Id,
            stored.Revision,
            stored.State,
            stored.Hash,
            [.. content.Texts.Keys],
            content.Texts.Values.Select(text => text.Title).FirstOrDefault(title => title is not null),
            stored.Tags,
            [.. content.Channels.Where(caller.Sees)],
            stored.CreatedBy,
            stored.CreatedAt,
            stored.UpdatedAt
        );
}

/// <summary>One edit of a content.</summary>
/// <param name="Person">Alias of whoever made it.</param>
internal sealed record RevisionSummary(int Revision, string Person, DateTimeOffset At, IReadOnlyList<string> Languages)
{
    public static RevisionSummary Of(Revision revision) =>
        new(revision.Number, revision.Person, revision.At, [.. revision.Content.Texts.Keys]);
}
