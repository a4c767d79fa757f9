using System.Globalization;
using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Clu.Binary;

namespace Clu.Stores.Caches.S3;

/// <summary>Asks a bucket: tries again what fails in passing, and says in our words what fails for good.</summary>
internal sealed class S3Client : IDisposable
{
    /// <summary>Slower than this a line counts as stalled, bytes a second.</summary>
    private const long LeastSpeed = 16 << 10;

    private readonly AmazonS3Client _client;

    public S3Client(S3Location location, AWSCredentials account, Patience patience)
    {
        Location = location;
        Patience = patience;
        AmazonS3Config config = new()
        {
            ForcePathStyle = location.BucketInPath,
            AuthenticationRegion = location.Region,
            // Tries are counted here, as for all servers; time is given to each request by its size.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxConnectionsPerServer = 32,
            // Servers other than Amazon's may not know the checksums that are Amazon's default; the objects are checked by their hashes.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (location.Endpoint is { } endpoint)
            config.ServiceURL = endpoint.ToString();
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(location.Region);
        config.UseHttp = location.PlainHttp;
        _client = new AmazonS3Client(account, config);
    }

    public S3Location Location { get; }

    public Patience Patience { get; }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="name">What is asked for, for errors.</param>
    /// <param name="ask">One request.</param>
    /// <param name="bytes">Bytes that are sent with it.</param>
    /// <param name="absent">The answer when there is no such file; null for an error.</param>
    /// <param name="refusedIsAbsent">Whether 403 means that too.</param>
    public T Ask<T>(
        string name, Func<AmazonS3Client, CancellationToken, Task<T>> ask, long bytes = 0, Func<T>? absent = null, bool refusedIsAbsent = true)
    {
        string url = Url(name);
        try
        {
            return Patience.Retry(url, () => Once(ask, bytes), IsPassing);
        }
        catch (AmazonS3Exception e) when (absent is not null && IsAbsent(e, refusedIsAbsent))
        {
            return absent();
        }
        catch (AmazonS3Exception e)
        {
            throw StoreErrors.S3Refuses(url, Reason(e), e);
        }
        catch (AmazonClientException e)
        {
            throw StoreErrors.S3Refuses(url, e.Message, e);
        }
    }

    /// <summary>Asks once; the caller tries again.</summary>
    public T Once<T>(Func<AmazonS3Client, CancellationToken, Task<T>> ask, long bytes = 0)
    {
        using CancellationTokenSource ending = new(Patience.Stall + TimeSpan.FromSeconds(bytes / LeastSpeed));
        try
        {
            return ask(_client, ending.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"no answer came for {Patience.Stall.TotalSeconds:0.#} s"), e);
        }
    }

    public string Url(string name) => name.Length == 0 ? Location.Url : $"{Location.Url}/{name}";

    /// <summary>Whether another try may help: no answer, or one that says so.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        AmazonS3Exception answer => answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500
            || answer.ErrorCode is "RequestTimeout" or "SlowDown",
        HttpRequestException or IOException or OperationCanceledException => true,
        AmazonClientException { InnerException: HttpRequestException or IOException or OperationCanceledException or WebException } => true,
        _ => false,
    };

    private static bool IsAbsent(AmazonS3Exception e, bool refusedToo) => e.ErrorCode switch
    {
        "NoSuchBucket" or "SignatureDoesNotMatch" or "InvalidAccessKeyId" or "ExpiredToken" or "RequestTimeTooSkewed" => false,
        _ => e.StatusCode == HttpStatusCode.NotFound || (refusedToo && e.StatusCode == HttpStatusCode.Forbidden),
    };

    private static string Reason(AmazonS3Exception e) => string.IsNullOrEmpty(e.ErrorCode) ? $"{(int)e.StatusCode} {e.StatusCode}" : e.ErrorCode;
}
