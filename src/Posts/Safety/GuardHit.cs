namespace Publisher.Posts.Safety;

/// <summary>A place of a text that shows an entry.</summary>
/// <param name="Rule">How it was recognised, in a word such as <c>inflected</c> or <c>spaced_out</c>.</param>
/// <param name="Start">In UTF-16 units of the text as given.</param>
/// <param name="Length">In UTF-16 units of the text as given; covers the disguise as well.</param>
public sealed record GuardHit(string EntryId, string Rule, int Start, int Length);
