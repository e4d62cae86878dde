using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Opens a channel for its network: decrypts the credentials for one call, and answers the few things a network may ask of us.</summary>
public sealed class ChannelAccesses(
    Store store,
    MediaStore files,
    PublicFiles publicFiles,
    Secrets secrets,
    IOptions<PublicOptions> options,
    TimeProvider time
)
{
    /// <summary>How long a network that pulls may take to fetch a file.</summary>
    private static readonly TimeSpan PullTime = TimeSpan.FromHours(1);

    /// <param name="postId">The post that goes out; lasting links can be made for one only.</param>
    /// <exception cref="CredentialsUnreadableException">The key ring is not the one the credentials were encrypted with.</exception>
    public ChannelAccess Open(Channel channel, string? postId = null) =>
        new()
        {
            ChannelId = channel.Id,
            Settings = channel.Settings,
            Credentials = ReadOf(channel),
            OpenFileAsync = files.OpenAsync,
            MakePullLinkAsync = MakePullLinkAsync,
            MakePublicLinkAsync = (file, cancellationToken) =>
                publicFiles.OfferAsync(
                    postId ?? throw new InvalidOperationException("Only a post that is being published has lasting links."),
                    file,
                    cancellationToken
                ),
            RevokeUnfetchedAsync = RevokeUnfetchedAsync,
            IsKnownAsync = (id, cancellationToken) => IsKnownAsync(channel.Id, id, cancellationToken),
            SaveCredentialsAsync = (credentials, cancellationToken) => SaveAsync(channel.Id, credentials, cancellationToken),
        };

    private IReadOnlyDictionary<string, string> ReadOf(Channel channel)
    {
        try
        {
            return Read(secrets, channel.Id, channel.Credentials);
        }
        catch (CryptographicException unreadable)
        {
            throw new CredentialsUnreadableException(unreadable);
        }
    }

    public static IReadOnlyDictionary<string, string> Read(Secrets secrets, string channelId, string cipher) =>
        PostsJson.Read<Dictionary<string, string>>(secrets.Unprotect("channels", "credentials", channelId, cipher));

    public static string Write(Secrets secrets, string channelId, IReadOnlyDictionary<string, string> credentials) =>
        secrets.Protect("channels", "credentials", channelId, PostsJson.Write(credentials));

    private Task SaveAsync(string channelId, IReadOnlyDictionary<string, string> credentials, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var cipher = Write(secrets, channelId, credentials);
                await scope
                    .Db.Channels.Where(row => row.Id == channelId)
                    .ExecuteUpdateAsync(row => row.SetProperty(channel => channel.Credentials, cipher), cancellationToken);
            },
            cancellationToken
        );

    private async Task<Uri> MakePullLinkAsync(VariantFile file, AttemptKey key, CancellationToken cancellationToken)
    {
        var address =
            options.Value.BaseUrl
            ?? throw new InvalidOperationException(
                "Public:BaseUrl must be set: this network fetches pictures from us and must know where."
            );
        var token = Ids.Secret() + Ids.Secret();
        await store.WriteAsync(
            scope =>
            {
                scope.Db.MediaLinks.Add(
                    new MediaLink
                    {
                        TokenHash = Digest.Of(token),
                        AttemptKey = key.Value,
                        Sha256 = file.Sha256,
                        MediaType = file.MediaType,
                        ExpiresAt = scope.Now + PullTime,
                    }
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return new Uri(address, $"/m/{token}");
    }

    private async Task<bool> IsKnownAsync(string channelId, RemoteId id, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.IsKnownAsync(channelId, id, exceptPostId: null, cancellationToken);
    }

    private Task<bool> RevokeUnfetchedAsync(AttemptKey key, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var links = await scope.Db.MediaLinks.Where(link => link.AttemptKey == key.Value).ToListAsync(cancellationToken);
                if (links.Exists(link => link.FetchedAt is not null))
                {
                    return false;
                }

                links.ForEach(link => link.Revoked = true);
                return true;
            },
            cancellationToken
        );

    /// <summary>The file behind a pull link, or null when the link is unknown, expired or revoked. Notes that it was fetched.</summary>
    public async Task<MediaLink?> FetchAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Digest.Of(token);
        var now = time.GetUtcNow();
        return await store.WriteAsync(
            async scope =>
            {
                var link = await scope.Db.MediaLinks.FindAsync([hash], cancellationToken);
                if (link is null || link.Revoked || link.ExpiresAt < now)
                {
                    return null;
                }

                link.FetchedAt ??= now;
                return link;
            },
            cancellationToken
        );
    }
}
