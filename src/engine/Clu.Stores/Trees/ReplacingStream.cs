using Clu.Binary;

namespace Clu.Stores.Trees;

/// <summary>Reads another stream with each run of some bytes replaced by another run of the same length.</summary>
internal sealed class ReplacingStream : ReadOnlyStream
{
    private const int WindowSize = 64 * 1024;

    private readonly Stream _inner;
    private readonly byte[] _from;
    private readonly byte[] _to;
    private readonly byte[] _window;
    private int _start;
    private int _ready;
    private int _filled;

    public ReplacingStream(Stream inner, byte[] from, byte[] to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, from.Length);
        _inner = inner;
        _from = from;
        _to = to;
        _window = new byte[WindowSize + from.Length];
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _ready)
            Refill();
        int count = Math.Min(buffer.Length, _ready - _start);
        _window.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Keeps the bytes in which a run may have begun, fills up behind them, and lets go what is decided.</summary>
    private void Refill()
    {
        _window.AsSpan(_start, _filled - _start).CopyTo(_window);
        _filled -= _start;
        _start = 0;
        int read = _inner.ReadAtLeast(_window.AsSpan(_filled), _window.Length - _filled, throwOnEndOfStream: false);
        bool atEnd = read < _window.Length - _filled;
        _filled += read;
        int decided = 0;
        for (int found; (found = _window.AsSpan(decided, _filled - decided).IndexOf(_from)) >= 0; decided += found + _from.Length)
            _to.CopyTo(_window.AsSpan(decided + found));
        _ready = atEnd ? _filled : Math.Max(decided, _filled - (_from.Length - 1));
    }
}
