using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Channels.RealServers;

/// <summary>The media store against an S3-compatible server that nobody here wrote. Its folder is <c>s3</c>; it needs no proxy.</summary>
public sealed class S3PeerTests
{
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private static readonly JsonNode _facts = Peer.Read("s3");
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(300_000);

    private string Name => Convert.ToHexStringLower(SHA256.HashData(_bytes));

    [Fact]
    public async Task A_file_comes_back_byte_for_byte_until_it_is_destroyed()
    {
        using var store = Store((string)_facts["accessKey"]!);

        await store.PutAsync(Name, _bytes, "image/jpeg", _cancellationToken);
        await store.PutAsync(Name, _bytes, "image/jpeg", _cancellationToken);
        await using (var stream = await store.OpenAsync(Name, _cancellationToken))
        {
            Assert.Equal(Name, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, _cancellationToken)));
        }

        await store.DeleteAsync(Name, _cancellationToken);
        await store.DeleteAsync(Name, _cancellationToken);

        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenAsync(Name, _cancellationToken));
    }

    [Fact]
    public async Task An_unknown_key_is_told_by_the_stores_own_code()
    {
        using var store = Store("nobody");

        var trouble = await Assert.ThrowsAsync<MediaUnavailableException>(() =>
            store.PutAsync(Name, _bytes, "image/jpeg", _cancellationToken)
        );

        Assert.Contains("InvalidAccessKeyId", trouble.Message, StringComparison.Ordinal);
    }

    private static S3MediaStore Store(string accessKey) =>
        new(
            Options.Create(
                new MediaOptions
                {
                    Provider = "s3",
                    S3 = new S3Options
                    {
                        Endpoint = (string)_facts["url"]!,
                        Bucket = (string)_facts["bucket"]!,
                        AccessKey = accessKey,
                        SecretKey = (string)_facts["secretKey"]!,
                    },
                }
            )
        );
}
