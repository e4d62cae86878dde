namespace Publisher.Channels;

/// <summary>A channel as its network sees it: settings, credentials, and the few things it may ask of us.</summary>
public sealed class ChannelAccess
{
    public required string ChannelId { get; init; }

    /// <summary>Checked against the profile; defaults are filled in.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Decrypted for this call only; never logged.</summary>
    public required IReadOnlyDictionary<string, string> Credentials { get; init; }

    /// <summary>Opens the bytes of a file; seekable.</summary>
    public required Func<VariantFile, CancellationToken, Task<Stream>> OpenFileAsync { get; init; }

    /// <summary>Makes a short-lived public address for a file, bound to this attempt. Only for networks that pull.</summary>
    public required Func<VariantFile, AttemptKey, CancellationToken, Task<Uri>> MakePullLinkAsync { get; init; }

    /// <summary>Makes a lasting public address for a file that the post shows; it ends with the takedown. Only while publishing.</summary>
    public required Func<VariantFile, CancellationToken, Task<Uri>> MakePublicLinkAsync { get; init; }

    /// <summary>True when no file of the attempt was ever fetched; its links are dead from then on, so that it can never land.</summary>
    public required Func<AttemptKey, CancellationToken, Task<bool>> RevokeUnfetchedAsync { get; init; }

    /// <summary>Commits rotated credentials before they are used.</summary>
    public required Func<IReadOnlyDictionary<string, string>, CancellationToken, Task> SaveCredentialsAsync { get; init; }

    /// <summary>
    /// True when the id is already known as that of another part on this channel: a search by words must not take it for the one in doubt.
    /// </summary>
    public Func<RemoteId, CancellationToken, Task<bool>> IsKnownAsync { get; init; } = (_, _) => Task.FromResult(false);

    /// <summary>The setting, or null when it is absent or empty.</summary>
    public string? Setting(string name) => Settings.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The credential, or null when it is absent or empty.</summary>
    public string? Credential(string name) => Credentials.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
