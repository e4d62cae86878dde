namespace Publisher.Posts.Safety;

/// <summary>How a name was recognised, plainest first: of several ways the plainest is told.</summary>
internal enum GuardRule
{
    Exact,
    Inflected,
    Handle,
    Phone,
    Email,
    Initial,
    Transliterated,
    Joined,
    SpacedOut,
    Lookalike,
    DigitsAsLetters,
    KeyboardLayout,
    Near,
}
