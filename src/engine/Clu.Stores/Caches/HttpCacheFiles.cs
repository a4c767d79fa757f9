using System.Globalization;
using System.Net;
using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>A binary cache behind HTTP, to be read. What fails in passing is tried again, a broken download goes on where it broke.</summary>
internal sealed class HttpCacheFiles : ICacheFiles
{
    private const int Tries = 5;
    private const int PieceSize = 1 << 17;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly Uri _base;
    private readonly TimeSpan _pause;
    private readonly TimeSpan _stall;

    /// <param name="url">Its URL.</param>
    /// <param name="pause">Half the time before the second try; it doubles with each.</param>
    /// <param name="stall">How long a server may say nothing before the try counts as failed.</param>
    public HttpCacheFiles(Uri url, TimeSpan? pause = null, TimeSpan? stall = null)
    {
        Url = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _base = new Uri($"{Url}/");
        _pause = pause ?? TimeSpan.FromMilliseconds(250);
        _stall = stall ?? _patience;
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), MaxConnectionsPerServer = 32 }) { Timeout = _stall };
    }

    public string Url { get; }

    public bool CanWrite => false;

    public byte[]? Find(string name, int maxLength) => Retry(name, () =>
    {
        using HttpResponseMessage? answer = Ask(HttpMethod.Get, name, 0);
        if (answer is null)
            return null;
        using Stream content = answer.Content.ReadAsStream();
        byte[] buffer = new byte[Math.Min(maxLength, answer.Content.Headers.ContentLength ?? maxLength) + 1];
        int length = 0;
        for (int read; length < buffer.Length && (read = Receive(content, buffer.AsMemory(length))) > 0;)
            length += read;
        if (length > maxLength)
            throw new MalformedDataException("binary cache", -1, name, MalformedReason.LimitExceeded, $"at most {maxLength} bytes", "more");
        if (answer.Content.Headers.ContentLength is { } promised && length != promised)
            throw new IOException($"{length} of {promised} bytes came");
        return buffer[..length];
    });

    public Stream Open(string name) => new ResumingStream(this, name);

    public bool Has(string name) => Retry(name, () =>
    {
        using HttpResponseMessage? answer = Ask(HttpMethod.Head, name, 0);
        return answer is not null;
    });

    public IReadOnlyList<string>? List(string ending) => null;

    public void Write(string name, ReadOnlySpan<byte> content) => throw StoreErrors.ReadOnly(Url);

    public ICacheUpload Begin() => throw StoreErrors.ReadOnly(Url);

    public void Dispose() => _client.Dispose();

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

    /// <summary>Waits for some bytes, but not for ever: the client's own time-out ends with the headers.</summary>
    private int Receive(Stream content, Memory<byte> buffer)
    {
        using CancellationTokenSource patience = new(_stall);
        try
        {
            return content.ReadAsync(buffer, patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {_stall.TotalSeconds:0.#} s"), e);
        }
    }

    private T Retry<T>(string name, Func<T> action)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return action();
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (attempt == Tries)
                    throw StoreErrors.Network($"{Url}/{name}", $"{e.Message} ({Tries} tries)", e);
                Thread.Sleep(_pause * (1 << attempt));
            }
        }
    }

    private static bool IsPassing(Exception e) => e is HttpRequestException or IOException or TaskCanceledException;

    /// <summary>Reads a file and opens it again behind what came when the connection breaks.</summary>
    private sealed class ResumingStream(HttpCacheFiles files, string name) : ReadOnlyStream
    {
        private HttpResponseMessage? _answer;
        private Stream? _content;
        private long _offset;
        private long? _length;
        private readonly byte[] _piece = new byte[PieceSize];
        private int _start;
        private int _end;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
                return 0;
            if (_start == _end)
                (_start, _end) = (0, Fetch());
            int count = Math.Min(buffer.Length, _end - _start);
            _piece.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Disconnect();
            base.Dispose(disposing);
        }

        /// <summary>Gets the next piece; 0 bytes at the end.</summary>
        private int Fetch()
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return FetchOnce();
                }
                catch (Exception e) when (IsPassing(e))
                {
                    Disconnect();
                    if (attempt == Tries)
                        throw StoreErrors.Network($"{files.Url}/{name}", $"{e.Message} ({Tries} tries, {_offset} bytes came)", e);
                    Thread.Sleep(files._pause * (1 << attempt));
                }
            }
        }

        private int FetchOnce()
        {
            if (_length == _offset)
                return 0;
            if (_content is null)
            {
                _answer = files.Ask(HttpMethod.Get, name, _offset) ?? throw StoreErrors.Network($"{files.Url}/{name}", "there is no such file");
                _length ??= _answer.Content.Headers.ContentLength;
                _content = _answer.Content.ReadAsStream();
            }

            int read = files.Receive(_content, _piece);
            if (read == 0 && _length is { } length && _offset < length)
                throw new IOException($"{_offset} of {length} bytes came");
            _offset += read;
            return read;
        }

        private void Disconnect()
        {
            _content?.Dispose();
            _answer?.Dispose();
            _content = null;
            _answer = null;
        }
    }
}
