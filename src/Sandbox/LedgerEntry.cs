namespace Publisher.Sandbox;

/// <summary>One thing a network really took. An album is one entry; a draft is <see cref="NetworkAction.Media"/> until it is public.</summary>
/// <param name="Sequence">From 1, without gaps, in the order things were taken.</param>
/// <param name="Part">Position in a thread, from 1; null where the network does not tie messages together.</param>
/// <param name="RemoteId">The network's id; the messages of an album are joined by commas.</param>
/// <param name="Channel">The chat or account it landed in.</param>
/// <param name="Text">What a reader sees: no tags, title first.</param>
/// <param name="Markup">The text as it was sent, when that differs from what a reader sees.</param>
/// <param name="Language">As sent; several are joined by commas.</param>
/// <param name="IdempotencyKey">As sent, where the network has one.</param>
/// <param name="Visible">Whether a reader can see it now. Only a publish entry ever is; it stops being so once deleted or blanked.</param>
public sealed record LedgerEntry(
    long Sequence,
    DateTimeOffset At,
    string Network,
    NetworkAction Action,
    int? Part,
    string RemoteId,
    string Channel,
    string Text,
    string? Markup,
    string? Language,
    IReadOnlyList<LedgerMedium> Media,
    string? IdempotencyKey,
    bool Visible
);

/// <summary>A picture or film as the network received it; its bytes are at <c>/_sandbox/media/{sha256}</c> while memory lasts.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="MediaType">Read from the bytes, never from what the sender says.</param>
/// <param name="Width">Pixels; null for films.</param>
/// <param name="Height">Pixels; null for films.</param>
/// <param name="Alt">The description sent with it.</param>
public sealed record LedgerMedium(string Sha256, string MediaType, int? Width, int? Height, string? Alt = null);
