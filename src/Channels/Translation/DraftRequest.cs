namespace Publisher.Channels.Translation;

/// <summary>What is to be drafted.</summary>
/// <param name="From">A language that the content has a text in.</param>
/// <param name="Keep">Names and other terms that no translator sees, and that come back as they are.</param>
/// <param name="Hashtags">Those of the draft; null: those of the source.</param>
public sealed record DraftRequest(
    Content Content,
    string From,
    string To,
    IReadOnlyList<string> Keep,
    IReadOnlyList<string>? Hashtags = null
);
