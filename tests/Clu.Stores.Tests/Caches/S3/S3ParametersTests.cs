using Clu.Binary;
using Clu.Stores.Caches.S3;

namespace Clu.Stores.Tests.Caches.S3;

public sealed class S3ParametersTests
{
    [Theory]
    [InlineData("s3://cache", true, false, null, "s3://cache")]
    [InlineData("s3://my.cache", true, true, null, "s3://my.cache")]
    [InlineData("s3://cache?addressing-style=path", true, true, null, "s3://cache")]
    [InlineData("s3://cache/a/b/?endpoint=minio:9000&scheme=http", false, true, "http://minio:9000/", "s3://cache/a/b")]
    [InlineData("s3://cache?endpoint=https://s3.example.org&addressing-style=virtual", false, false, "https://s3.example.org/", "s3://cache")]
    public void Endpoints_and_buckets_are_addressed_as_nix_does(string url, bool amazon, bool inPath, string? endpoint, string shown)
    {
        S3Location location = S3Parameters.Read(StoreUrl.Parse(url));
        Assert.Equal((amazon, inPath, endpoint, shown), (location.Endpoint is null, location.BucketInPath, location.Endpoint?.ToString(), location.Url));
    }

    [Fact]
    public void Large_files_have_no_more_parts_than_s3_allows()
    {
        S3Location location = S3Parameters.Read(StoreUrl.Parse("s3://cache?multipart-chunk-size=6291456"));
        Assert.Equal(6 << 20, location.PartOf(100 << 20));
        long huge = 4L << 40;
        Assert.InRange((huge + location.PartOf(huge) - 1) / location.PartOf(huge), 1, S3Location.MaxParts);
    }

    [Fact]
    public void Parts_can_be_turned_off_where_a_file_fits_without() =>
        Assert.Equal(S3Location.MaxPut + 1, S3Parameters.Read(StoreUrl.Parse("s3://cache?multipart-upload=false")).PartsFrom);

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3://Upper")]
    [InlineData("s3://x")]
    [InlineData("s3://cache?scheme=ftp")]
    [InlineData("s3://cache?addressing-style=other")]
    [InlineData("s3://a.b?addressing-style=virtual")]
    [InlineData("s3://cache?endpoint=http://")]
    [InlineData("s3://cache?multipart-chunk-size=1024")]
    [InlineData("s3://cache?multipart-threshold=-1")]
    [InlineData("s3://cache?narinfo-compression=zip")]
    public void What_cannot_be_is_refused(string url) =>
        Assert.Equal("CLU0313", Assert.Throws<CluException>(() => S3Parameters.Read(StoreUrl.Parse(url))).Code);
}
