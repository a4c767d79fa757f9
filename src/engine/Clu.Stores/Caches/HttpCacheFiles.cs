using System.Net;
using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>A binary cache behind HTTP, to be read. What fails in passing is tried again, a broken download goes on where it broke.</summary>
internal sealed class HttpCacheFiles : ICacheFiles
{
    private readonly HttpClient _client;
    private readonly Uri _base;
    private readonly Patience _patience;

    public HttpCacheFiles(Uri url, Patience? patience = null)
    {
        Url = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _base = new Uri($"{Url}/");
        _patience = patience ?? new Patience();
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), MaxConnectionsPerServer = 32 }) { Timeout = _patience.Stall };
    }

    public string Url { get; }

    public bool CanWrite => false;

    public byte[]? Find(string name, int maxLength) => Retry(name, () =>
    {
        using HttpResponseMessage? answer = Ask(HttpMethod.Get, name, 0);
        if (answer is null)
            return null;
        using Download download = Begin(answer);
        return SmallFile.Read(name, download, answer.Content.Headers.ContentEncoding.LastOrDefault(), maxLength, _patience);
    });

    public Stream Open(string name) => new ResumingStream($"{Url}/{name}", _patience, IsPassing, offset =>
        Begin(Ask(HttpMethod.Get, name, offset) ?? throw StoreErrors.Network($"{Url}/{name}", "there is no such file")));

    public bool Has(string name) => Retry(name, () =>
    {
        using HttpResponseMessage? answer = Ask(HttpMethod.Head, name, 0);
        return answer is not null;
    });

    public IReadOnlyList<string>? List(string ending) => null;

    public IEnumerable<CacheFile>? Files() => null;

    public void Write(string name, ReadOnlySpan<byte> content) => throw StoreErrors.ReadOnly(Url);

    public ICacheUpload Begin() => throw StoreErrors.ReadOnly(Url);

    public void Delete(IReadOnlyCollection<CacheFile> files) => throw StoreErrors.ReadOnly(Url);

    public void Dispose() => _client.Dispose();

    private static Download Begin(HttpResponseMessage answer) => new(answer.Content.ReadAsStream(), answer.Content.Headers.ContentLength, answer);

    /// <summary>Asks once; null when there is no such file.</summary>
    private HttpResponseMessage? Ask(HttpMethod method, string name, long offset)
    {
        using HttpRequestMessage request = new(method, new Uri(_base, name));
        if (offset > 0)
            request.Headers.Range = new(offset, null);
        HttpResponseMessage answer = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        bool resumed = offset == 0 || answer.StatusCode == HttpStatusCode.PartialContent;
        if (answer.IsSuccessStatusCode && resumed)
            return answer;
        HttpStatusCode code = answer.StatusCode;
        answer.Dispose();
        if (!resumed && code == HttpStatusCode.OK)
            throw StoreErrors.Network($"{Url}/{name}", "the connection broke and the server cannot go on in the middle of a file");
        // 403 is what S3 says of files that are not there.
        return code is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Gone ? null
            : code is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed
                ? throw StoreErrors.Network($"{Url}/{name}", $"{(int)code} {code}")
                : throw new HttpRequestException($"{(int)code} {code}");
    }

    private T Retry<T>(string name, Func<T> action) => _patience.Retry($"{Url}/{name}", action, IsPassing);

    private static bool IsPassing(Exception e) => e is HttpRequestException or IOException or TaskCanceledException;
}
