using Amazon.S3.Model;
using Clu.Nix.BinaryCaches;
using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches.S3;

/// <summary>A binary cache in an S3 bucket: <c>s3://</c>.</summary>
internal sealed class S3CacheFiles(S3Client client) : ICacheFiles
{
    /// <summary>Files that can be removed at once.</summary>
    private const int Batch = 1000;

    public string Url => client.Location.Url;

    public bool CanWrite => true;

    private string Bucket => client.Location.Bucket;

    public byte[]? Find(string name, int maxLength) =>
        // Who may not list a bucket is refused what is not there. For this file that would hide a wrong key.
        client.Ask(name, (s3, cancel) => ReadAsync(s3, name, maxLength, cancel), absent: () => null, refusedIsAbsent: name != CacheInfo.FileName);

    public Stream Open(string name) => new ResumingStream(client.Url(name), client.Patience, S3Client.IsPassing, offset => Begin(name, offset));

    public bool Has(string name) => client.Ask(name, async (s3, cancel) =>
    {
        await s3.GetObjectMetadataAsync(Bucket, Key(name), cancel);
        return true;
    }, absent: () => false);

    public IReadOnlyList<string>? List(string ending) =>
        [.. Objects("/").Select(file => file.Key[client.Location.Prefix.Length..]).Where(name => name.EndsWith(ending, StringComparison.Ordinal))];

    public IEnumerable<CacheFile>? Files() => Objects(null)
        .Select(file => new CacheFile(file.Key[client.Location.Prefix.Length..], file.Size ?? 0, Time(file.LastModified)))
        .Concat(Uploads());

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        NarCompression? packing = name.EndsWith(".narinfo", StringComparison.Ordinal) ? client.Location.InfoCompression
            : name.EndsWith(".ls", StringComparison.Ordinal) ? client.Location.ListingCompression
            : null;
        byte[] sent = packing is { } compression ? SmallFile.Pack(compression, content) : content.ToArray();
        using MemoryStream stream = new(sent, writable: false);
        S3Upload.Put(client, name, stream, packing?.Label());
    }

    public ICacheUpload Begin() => new S3Upload(client);

    public void Delete(IReadOnlyCollection<CacheFile> files)
    {
        foreach (CacheFile upload in files.Where(file => file.Upload is not null))
            client.Ask(upload.Name, async (s3, cancel) => (object?)await s3.AbortMultipartUploadAsync(Bucket, Key(upload.Name), upload.Upload, cancel), absent: () => null);
        foreach (CacheFile[] batch in files.Where(file => file.Upload is null).Chunk(Batch))
        {
            List<KeyVersion> keys = [.. batch.Select(file => new KeyVersion { Key = Key(file.Name) })];
            client.Ask("", (s3, cancel) => s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = keys, Quiet = true }, cancel));
        }
    }

    public void Dispose() => client.Dispose();

    private string Key(string name) => client.Location.Prefix + name;

    private async Task<byte[]?> ReadAsync(Amazon.S3.AmazonS3Client s3, string name, int maxLength, CancellationToken cancel)
    {
        using GetObjectResponse answer = await s3.GetObjectAsync(Bucket, Key(name), cancel).ConfigureAwait(false);
        using Download download = new(answer.ResponseStream, answer.ContentLength, null);
        return SmallFile.Read(name, download, answer.Headers.ContentEncoding, maxLength, client.Patience);
    }

    private Download Begin(string name, long offset)
    {
        GetObjectRequest request = new() { BucketName = Bucket, Key = Key(name) };
        if (offset > 0)
            request.ByteRange = new ByteRange($"bytes={offset}-");
        try
        {
            GetObjectResponse answer = client.Once((s3, cancel) => s3.GetObjectAsync(request, cancel));
            return new Download(answer.ResponseStream, offset > 0 ? null : answer.ContentLength, answer);
        }
        catch (Amazon.S3.AmazonS3Exception e) when (!S3Client.IsPassing(e))
        {
            throw StoreErrors.S3Refuses(client.Url(name), e.ErrorCode ?? e.Message, e);
        }
    }

    private IEnumerable<S3Object> Objects(string? delimiter)
    {
        string? next = null;
        do
        {
            ListObjectsV2Response page = client.Ask("", (s3, cancel) => s3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = Bucket, Prefix = client.Location.Prefix, Delimiter = delimiter, ContinuationToken = next }, cancel));
            foreach (S3Object file in page.S3Objects ?? [])
                yield return file;
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private IEnumerable<CacheFile> Uploads()
    {
        ListMultipartUploadsRequest request = new() { BucketName = Bucket, Prefix = client.Location.Prefix };
        while (true)
        {
            ListMultipartUploadsResponse page = client.Ask("", (s3, cancel) => s3.ListMultipartUploadsAsync(request, cancel));
            foreach (MultipartUpload upload in page.MultipartUploads ?? [])
                yield return new CacheFile(upload.Key[client.Location.Prefix.Length..], 0, Time(upload.Initiated), upload.UploadId);
            if (page.IsTruncated != true)
                yield break;
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    private static DateTimeOffset Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MinValue;
}
