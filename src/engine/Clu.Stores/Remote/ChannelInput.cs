using Clu.Binary;

namespace Clu.Stores.Remote;

/// <summary>Buffers what a peer sends, so that small reads are cheap.</summary>
/// <param name="receive">Gets at least one byte, or throws.</param>
internal sealed class ChannelInput(ChannelInput.Receive receive) : ReadOnlyStream
{
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;

    /// <summary>Gets bytes into a buffer that is not empty and tells how many.</summary>
    public delegate int Receive(Span<byte> buffer);

    public bool HasBuffered => _start < _end;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_start == _end)
        {
            if (buffer.Length >= BufferSize)
                return receive(buffer);
            _end = 0;
            _start = 0;
            _end = receive(_buffer);
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
