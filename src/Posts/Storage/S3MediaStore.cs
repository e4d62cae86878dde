using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>Media in an S3-compatible store, for several machines.</summary>
public sealed class S3MediaStore : MediaStore, IDisposable
{
    /// <summary>Uploads wait for each other, so a store that hangs must not hold them for long.</summary>
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    public S3MediaStore(IOptions<MediaOptions> options)
    {
        var s3 = options.Value.S3;
        _bucket = s3.Bucket;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(s3.AccessKey, s3.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = s3.Endpoint,
                AuthenticationRegion = s3.Region,
                ForcePathStyle = true,
                Timeout = CallLimit,
                ConnectTimeout = ConnectLimit,
                MaxErrorRetry = 1,

                // Trailing checksums are Amazon's own: stores that do not know them keep them as part of the file.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
    }

    public override Task PutAsync(string sha256, Stream content, string mediaType, CancellationToken cancellationToken) =>
        AskAsync(() =>
            _client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = _bucket,
                    Key = sha256,
                    InputStream = content,
                    ContentType = mediaType,
                    AutoCloseStream = false,

                    // Sent as it is, under a signature of the whole; not every store takes the chunks apart again.
                    UseChunkEncoding = false,
                },
                cancellationToken
            )
        );

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">The store gave other bytes than were kept; they must go nowhere.</exception>
    public override async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var bytes = await AskAsync(() => ReadAsync(sha256, cancellationToken));
        if (
            !sha256.StartsWith(OriginalPrefix, StringComparison.Ordinal)
            && !string.Equals(
                Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))),
                sha256,
                StringComparison.Ordinal
            )
        )
        {
            throw new InvalidDataException("The media store gave other bytes than were kept there.");
        }

        return bytes;
    }

    /// <summary>Asks for a file that is not there: whoever says so is there.</summary>
    public override async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(() => ReadAsync(new string('0', 64), cancellationToken));
        }
        catch (FileNotFoundException)
        {
            // As it should be.
        }
        catch (MediaUnavailableException refused) when (refused.InnerException is AmazonS3Exception { ErrorCode: "AccessDenied" })
        {
            // Without leave to list the bucket S3 says this of a file that is not there.
        }
    }

    public override Task DeleteAsync(string sha256, CancellationToken cancellationToken) =>
        AskAsync(() => _client.DeleteObjectAsync(_bucket, sha256, cancellationToken));

    /// <summary>Only what bears a name of ours: others may keep things in the same bucket.</summary>
    public override async IAsyncEnumerable<IReadOnlyList<KeptFile>> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket, MaxKeys = KeptFile.MostInPage };
        do
        {
            var page = await AskAsync(() => _client.ListObjectsV2Async(request, cancellationToken));
            yield return
            [
                .. (page.S3Objects ?? [])
                    .Where(file => IsName(file.Key))
                    .Select(file => new KeptFile(file.Key, file.LastModified?.ToUniversalTime() ?? DateTimeOffset.MaxValue)),
            ];
            request.ContinuationToken = page.IsTruncated is true ? page.NextContinuationToken : null;
        } while (request.ContinuationToken is not null);
    }

    public void Dispose() => _client.Dispose();

    private async Task<MemoryStream> ReadAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(_bucket, sha256, cancellationToken);
            var bytes = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
            bytes.Position = 0;
            return bytes;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode is "NoSuchKey")
        {
            throw new FileNotFoundException("The media store has no such file.", sha256, exception);
        }
    }

    /// <exception cref="MediaUnavailableException">No answer, or a refusal, such as an unknown bucket or a wrong key.</exception>
    private static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException exception) when (exception.StatusCode != 0)
        {
            throw new MediaUnavailableException(
                $"The media store refused: {exception.ErrorCode}, status {(int)exception.StatusCode}.",
                exception
            );
        }
        catch (Exception exception)
            when (exception
                    is AmazonClientException
                        or AmazonServiceException
                        or HttpRequestException
                        or IOException
                        and not FileNotFoundException
                || exception is OperationCanceledException { InnerException: TimeoutException }
            )
        {
            throw new MediaUnavailableException($"The media store does not answer ({exception.GetType().Name}).", exception);
        }
    }
}
