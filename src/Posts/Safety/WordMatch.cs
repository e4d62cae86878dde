namespace Publisher.Posts.Safety;

/// <summary>A place that sounds like a word of a name.</summary>
/// <param name="First">Number of the first word of the text it stands on; one match may stand on several.</param>
/// <param name="Place">In the folded text.</param>
/// <param name="IsBare">No ending was taken off, or the language declines every word of a name.</param>
internal readonly record struct WordMatch(int Name, int Word, int First, int Last, Stretch Place, GuardRule Rule, bool IsBare, bool IsNear);
