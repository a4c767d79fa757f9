using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches.S3;

/// <summary>A cache in an S3 bucket as its URL says it, in Nix's words.</summary>
internal sealed record S3Location
{
    /// <summary>The smallest part that S3 takes, the last one apart: 5 MiB.</summary>
    public const long LeastPart = 5 << 20;

    /// <summary>Parts of a file at most.</summary>
    public const int MaxParts = 10_000;

    /// <summary>Bytes that can be sent in one piece: 5 GiB.</summary>
    public const long MaxPut = 5L << 30;

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>What stands before the names of all files: nothing, or a path with a slash at its end.</summary>
    public string Prefix { get; init; } = "";

    /// <summary><c>region</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary><c>endpoint</c> with its <c>scheme</c>; null for Amazon's own of the region.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>scheme=http</c>.</summary>
    public bool PlainHttp { get; init; }

    /// <summary><c>addressing-style</c>.</summary>
    public S3Addressing Addressing { get; init; }

    /// <summary><c>profile</c> of <c>~/.aws</c>; null when not named.</summary>
    public string? Profile { get; init; }

    /// <summary><c>storage-class</c>; null for the bucket's own.</summary>
    public string? StorageClass { get; init; }

    /// <summary><c>multipart-threshold</c>: bytes from which a file goes in parts.</summary>
    public long PartsFrom { get; init; } = 100 << 20;

    /// <summary><c>multipart-chunk-size</c>: bytes of a part.</summary>
    public long PartSize { get; init; } = LeastPart;

    /// <summary><c>narinfo-compression</c>; null for none.</summary>
    public NarCompression? InfoCompression { get; init; }

    /// <summary><c>ls-compression</c>; null for none.</summary>
    public NarCompression? ListingCompression { get; init; }

    /// <summary>Whether the bucket's name stands in the path.</summary>
    public bool BucketInPath => Addressing switch
    {
        S3Addressing.Path => true,
        S3Addressing.Virtual => false,
        S3Addressing.Auto => Endpoint is not null || Bucket.Contains('.', StringComparison.Ordinal),
    };

    /// <summary>The URL without parameters.</summary>
    public string Url => $"s3://{Bucket}{(Prefix.Length > 0 ? $"/{Prefix.TrimEnd('/')}" : "")}";

    /// <summary>Bytes of the parts of a file, so that they are not too many.</summary>
    public long PartOf(long length) => Math.Max(PartSize, (length + MaxParts - 1) / MaxParts);
}
