using Amazon.S3;
using Amazon.S3.Model;

namespace Clu.Stores.Caches.S3;

/// <summary>Sends a file once it is complete: in one piece, or in parts, of which nothing is seen before the last one is there.</summary>
internal sealed class S3Upload(S3Client client) : ICacheUpload
{
    private static readonly TimeSpan _fresh = TimeSpan.FromHours(1);

    private readonly SpooledContent _content = new();

    public Stream Content => _content;

    public void Commit(string name, bool overwrite = false)
    {
        Stream content = _content.Reader;
        if (!overwrite && IsThere(name, content.Length))
            return;
        if (content.Length < client.Location.PartsFrom)
            Put(client, name, content, encoding: null);
        else
            SendParts(name, content);
    }

    public void Dispose() => _content.Dispose();

    /// <summary>Sends a file in one piece.</summary>
    /// <param name="client">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content, from the beginning.</param>
    /// <param name="encoding">How it is packed for the way; null for not at all.</param>
    public static void Put(S3Client client, string name, Stream content, string? encoding) => client.Ask(name, (s3, cancel) =>
    {
        content.Position = 0;
        PutObjectRequest request = new()
        {
            BucketName = client.Location.Bucket,
            Key = client.Location.Prefix + name,
            InputStream = content,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ContentType = ContentTypes.Of(name),
            StorageClass = Class(client),
        };
        if (encoding is not null)
            request.Headers.ContentEncoding = encoding;
        return s3.PutObjectAsync(request, cancel);
    }, content.Length);

    /// <summary>Whether it is there with this length already; an old one is made young, because it is used again.</summary>
    private bool IsThere(string name, long length)
    {
        S3Location location = client.Location;
        GetObjectMetadataResponse? found = client.Ask(
            name, async (s3, cancel) => (GetObjectMetadataResponse?)await s3.GetObjectMetadataAsync(location.Bucket, location.Prefix + name, cancel), absent: () => null);
        if (found is null || found.ContentLength != length || length > S3Location.MaxPut)
            return false;
        if (found.LastModified is { } written && TimeProvider.System.GetUtcNow() - written < _fresh)
            return true;
        client.Ask(name, (s3, cancel) => s3.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = location.Bucket,
                SourceKey = location.Prefix + name,
                DestinationBucket = location.Bucket,
                DestinationKey = location.Prefix + name,
                MetadataDirective = S3MetadataDirective.REPLACE,
                ContentType = ContentTypes.Of(name),
                StorageClass = Class(client),
            },
            cancel), length);
        return true;
    }

    private void SendParts(string name, Stream content)
    {
        S3Location location = client.Location;
        string key = location.Prefix + name;
        string upload = client.Ask(name, (s3, cancel) => s3.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = location.Bucket, Key = key, ContentType = ContentTypes.Of(name), StorageClass = Class(client) },
            cancel)).UploadId;
        try
        {
            List<PartETag> parts = [];
            byte[] buffer = new byte[Math.Min(location.PartOf(content.Length), content.Length)];
            content.Position = 0;
            for (int length; (length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            {
                int number = parts.Count + 1;
                UploadPartResponse sent = client.Ask(name, (s3, cancel) => s3.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = location.Bucket,
                        Key = key,
                        UploadId = upload,
                        PartNumber = number,
                        InputStream = new MemoryStream(buffer, 0, length, writable: false),
                        UseChunkEncoding = false,
                    },
                    cancel), length);
                parts.Add(new PartETag(number, sent.ETag));
            }

            client.Ask(name, (s3, cancel) => s3.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest { BucketName = location.Bucket, Key = key, UploadId = upload, PartETags = parts }, cancel), content.Length);
        }
        catch
        {
            Abort(client, key, upload);
            throw;
        }
    }

    /// <summary>Ends an upload whose file will not come; tried once, what it leaves <c>clu cache prune</c> ends.</summary>
    private static void Abort(S3Client client, string key, string upload)
    {
        try
        {
            client.Once((s3, cancel) => s3.AbortMultipartUploadAsync(client.Location.Bucket, key, upload, cancel));
        }
        catch (Exception e) when (S3Client.IsPassing(e) || e is Amazon.Runtime.AmazonClientException or AmazonS3Exception)
        {
            // The first error is the one to be told.
        }
    }

    private static S3StorageClass? Class(S3Client client) => client.Location.StorageClass is { } name ? new S3StorageClass(name) : null;
}
