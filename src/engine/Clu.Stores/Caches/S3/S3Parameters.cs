using System.Globalization;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches.S3;

/// <summary>Reads the URL of a cache in a bucket: <c>s3://BUCKET[/PREFIX]?…</c>.</summary>
internal static partial class S3Parameters
{
    /// <summary>The parameters that <see cref="Read"/> knows. Logs are not written by clu, so how they are packed does not matter.</summary>
    public static readonly string[] Names =
    [
        "region", "endpoint", "scheme", "profile", "addressing-style", "storage-class", "multipart-upload", "multipart-threshold",
        "multipart-chunk-size", "buffer-size", "narinfo-compression", "ls-compression", "log-compression",
    ];

    /// <exception cref="CluException">CLU0313: a part of it is wrong.</exception>
    public static S3Location Read(StoreUrl url)
    {
        string[] place = url.Authority.Split('/', 2);
        if (!BucketName().IsMatch(place[0]))
            throw StoreErrors.BadUrl(url.Text, $"'{place[0]}' is no name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-'");
        string prefix = place.Length > 1 ? Uri.UnescapeDataString(place[1]).Trim('/') : "";
        string scheme = Text(url, "scheme") ?? "https";
        if (scheme is not ("http" or "https"))
            throw StoreErrors.BadUrl(url.Text, $"'{scheme}' is no scheme: http or https");
        S3Addressing addressing = (Text(url, "addressing-style") ?? "auto") switch
        {
            "auto" => S3Addressing.Auto,
            "path" => S3Addressing.Path,
            "virtual" => S3Addressing.Virtual,
            string other => throw StoreErrors.BadUrl(url.Text, $"'{other}' is no addressing-style: auto, path or virtual"),
        };
        if (addressing == S3Addressing.Virtual && place[0].Contains('.', StringComparison.Ordinal))
            throw StoreErrors.BadUrl(url.Text, "a bucket with a dot in its name cannot be addressed as virtual");
        long part = Number(url, "multipart-chunk-size") ?? Number(url, "buffer-size") ?? S3Location.LeastPart;
        if (part is < S3Location.LeastPart or > 1 << 30)
            throw StoreErrors.BadUrl(url.Text, "multipart-chunk-size is from 5242880 (5 MiB) to 1073741824 (1 GiB)");
        return new S3Location
        {
            Bucket = place[0],
            Prefix = prefix.Length > 0 ? $"{prefix}/" : "",
            Region = Text(url, "region") ?? "us-east-1",
            Endpoint = Text(url, "endpoint") is { } endpoint ? Address(url, scheme, endpoint) : null,
            PlainHttp = scheme == "http",
            Addressing = addressing,
            Profile = Text(url, "profile"),
            StorageClass = Text(url, "storage-class"),
            // Said to be off, parts are used only where nothing else works.
            PartsFrom = Text(url, "multipart-upload") is "0" or "false" ? S3Location.MaxPut + 1
                : Math.Clamp(Number(url, "multipart-threshold") ?? 100 << 20, 1, S3Location.MaxPut),
            PartSize = part,
            InfoCompression = Compression(url, "narinfo-compression"),
            ListingCompression = Compression(url, "ls-compression"),
        };
    }

    private static string? Text(StoreUrl url, string name) => url.Parameters.TryGetValue(name, out string? text) && text.Length > 0 ? text : null;

    private static long? Number(StoreUrl url, string name) => Text(url, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw StoreErrors.BadUrl(url.Text, $"'{text}' is no number of bytes for {name}");

    private static NarCompression? Compression(StoreUrl url, string name) => Text(url, name) switch
    {
        null or "none" => null,
        { } label when NarCompressions.TryFind(label, out NarCompression found) => found,
        { } label => throw StoreErrors.BadUrl(url.Text, $"there is no compression '{label}'"),
    };

    /// <summary>Nix takes a host with or without a port, or a whole URL.</summary>
    private static Uri Address(StoreUrl url, string scheme, string endpoint)
    {
        string text = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : $"{scheme}://{endpoint}";
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw StoreErrors.BadUrl(url.Text, $"'{endpoint}' is no endpoint: HOST, HOST:PORT or a URL");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();
}
