using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Storage;

public sealed class S3MediaStoreTests
{
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private static readonly byte[] _bytes = [.. Enumerable.Range(0, 200_000).Select(number => (byte)(number * 7))];
    private static readonly string _name = Convert.ToHexStringLower(SHA256.HashData(_bytes));

    [Fact]
    public async Task A_file_is_kept_byte_for_byte_given_back_and_destroyed()
    {
        await using var server = await PlainS3.StartAsync();
        using var store = Store(server.Address);

        await store.PutAsync(_name, _bytes, "image/jpeg", _cancellationToken);

        Assert.Equal(_bytes, server.Files[_name]);
        Assert.Equal(_bytes, await ReadAsync(store));

        await store.DeleteAsync(_name, _cancellationToken);
        await store.DeleteAsync(_name, _cancellationToken);

        Assert.Empty(server.Files);
        await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync(store));
    }

    [Fact]
    [Trait("Requirement", "PRV-05")]
    public async Task Bytes_that_somebody_changed_in_the_store_are_not_given_out()
    {
        await using var server = await PlainS3.StartAsync();
        using var store = Store(server.Address);
        server.Files[_name] = [.. _bytes, 0];

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(store));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_the_stores_trouble_and_not_a_missing_file()
    {
        await using var server = await PlainS3.StartAsync();
        using var store = Store(server.Address, bucket: "another");

        var trouble = await Assert.ThrowsAsync<MediaUnavailableException>(() => ReadAsync(store));

        Assert.Equal("The media store refused: NoSuchBucket, status 404.", trouble.Message);
    }

    [Fact]
    public async Task A_store_that_is_gone_is_told_of_without_its_address()
    {
        await using var server = await PlainS3.StartAsync();
        var address = server.Address;
        await server.DisposeAsync();
        using var store = Store(address);

        foreach (
            var call in (Func<Task>[])
                [
                    () => store.PutAsync(_name, _bytes, "image/jpeg", _cancellationToken),
                    () => ReadAsync(store),
                    () => store.DeleteAsync(_name, _cancellationToken),
                ]
        )
        {
            var trouble = await Assert.ThrowsAsync<MediaUnavailableException>(call);

            Assert.DoesNotContain("127.0.0.1", trouble.Message, StringComparison.Ordinal);
        }
    }

    internal static S3MediaStore Store(string address, string bucket = "media") =>
        new(
            Options.Create(
                new MediaOptions
                {
                    Provider = "s3",
                    S3 = new S3Options
                    {
                        Endpoint = address,
                        Bucket = bucket,
                        AccessKey = "sandbox-key",
                        SecretKey = "sandbox-secret",
                    },
                }
            )
        );

    private static async Task<byte[]> ReadAsync(S3MediaStore store)
    {
        await using var stream = await store.OpenAsync(_name, _cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, _cancellationToken);
        return bytes.ToArray();
    }
}
