using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>A new bucket on the S3 server, seen with Amazon's own library.</summary>
internal sealed class S3Bucket : IDisposable
{
    private static int _buckets;

    private readonly S3Server _server;
    private readonly AmazonS3Client _client;

    /// <param name="server">Where.</param>
    /// <param name="open">Everybody may read and write: Debian's Nix is built without Amazon's library and signs nothing.</param>
    public S3Bucket(S3Server server, bool open)
    {
        _server = server;
        Name = $"bucket-{Environment.ProcessId}-{Interlocked.Increment(ref _buckets)}";
        _client = new AmazonS3Client(
            new BasicAWSCredentials(S3Server.Key, S3Server.Secret),
            new AmazonS3Config { ServiceURL = $"http://{server.Endpoint}", ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        Wait(_client.PutBucketAsync(new PutBucketRequest { BucketName = Name, CannedACL = open ? S3CannedACL.PublicReadWrite : S3CannedACL.Private }));
        if (open)
            Wait(_client.PutBucketPolicyAsync(Name, $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::{{Name}}","arn:aws:s3:::{{Name}}/*"]}]}
                """));
    }

    public string Name { get; }

    /// <summary>The parameters that lead to the server.</summary>
    public string Parameters => $"endpoint={_server.Endpoint}&scheme=http&region=us-east-1";

    public string Url => $"s3://{Name}?{Parameters}";

    /// <summary>Names of all files.</summary>
    public IReadOnlyList<string> Names() => [.. (Wait(_client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Name })).S3Objects ?? []).Select(file => file.Key)];

    /// <summary>What is known of a file beside its content.</summary>
    public GetObjectMetadataResponse About(string name) => Wait(_client.GetObjectMetadataAsync(Name, name));

    /// <summary>Names of the files of which only some parts came yet.</summary>
    public IReadOnlyList<string> Uploads() =>
        [.. (Wait(_client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Name })).MultipartUploads ?? []).Select(upload => upload.Key)];

    /// <summary>Begins a file in parts, as a writer that is interrupted does.</summary>
    public void BeginUpload(string name)
    {
        string upload = Wait(_client.InitiateMultipartUploadAsync(Name, name)).UploadId;
        Wait(_client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = Name,
            Key = name,
            UploadId = upload,
            PartNumber = 1,
            InputStream = new MemoryStream(new byte[5 << 20]),
        }));
    }

    /// <summary>Writes a file.</summary>
    public void Put(string name, string content) =>
        Wait(_client.PutObjectAsync(new PutObjectRequest { BucketName = Name, Key = name, ContentBody = content }));

    public void Dispose() => _client.Dispose();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
