using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>Reads a file of a server and opens it again behind what came when the connection breaks.</summary>
/// <param name="url">Its URL, for errors.</param>
/// <param name="patience">How often.</param>
/// <param name="isPassing">What is worth another try.</param>
/// <param name="open">Opens the file at an offset.</param>
internal sealed class ResumingStream(string url, Patience patience, Func<Exception, bool> isPassing, Func<long, Download> open) : ReadOnlyStream
{
    private const int PieceSize = 1 << 17;

    private readonly byte[] _piece = new byte[PieceSize];
    private Download? _answer;
    private long _offset;
    private long? _length;
    private int _start;
    private int _end;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_start == _end)
            (_start, _end) = (0, patience.Retry(url, Fetch, isPassing, Interrupted));
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
        if (_length == _offset)
            return 0;
        if (_answer is null)
        {
            _answer = open(_offset);
            _length ??= _answer.Length;
        }

        int read = patience.Receive(_answer.Content, _piece);
        if (read == 0 && _length is { } length && _offset < length)
            throw new IOException($"{_offset} of {length} bytes came");
        _offset += read;
        return read;
    }

    private string Interrupted()
    {
        Disconnect();
        return $", {_offset} bytes came";
    }

    private void Disconnect()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
