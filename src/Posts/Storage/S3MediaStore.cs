using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>Media in an S3-compatible store, for several machines.</summary>
public sealed class S3MediaStore : MediaStore, IDisposable
{
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
            }
        );
    }

    public override Task PutAsync(string sha256, Stream content, string mediaType, CancellationToken cancellationToken) =>
        _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = _bucket,
                Key = sha256,
                InputStream = content,
                ContentType = mediaType,
                AutoCloseStream = false,
            },
            cancellationToken
        );

    public override async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(_bucket, sha256, cancellationToken);
            var bytes = new MemoryStream((int)answer.ContentLength);
            await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
            bytes.Position = 0;
            return bytes;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is System.Net.HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException("The media store has no such file.", sha256, exception);
        }
    }

    public override Task DeleteAsync(string sha256, CancellationToken cancellationToken) =>
        _client.DeleteObjectAsync(_bucket, sha256, cancellationToken);

    public void Dispose() => _client.Dispose();
}
