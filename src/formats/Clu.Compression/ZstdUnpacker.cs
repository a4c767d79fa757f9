using System.Buffers;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>Unpacks zstd frames, one behind the other, up to the end of the input, by native libzstd.</summary>
internal sealed unsafe class ZstdUnpacker : ReadOnlyStream
{
    private const int BufferSize = 1 << 17;

    private readonly Stream _input;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private Func<long, IDisposable>? _makeRoom;
    private IDisposable? _room;
    private nint _context;
    private int _start;
    private int _end;
    private bool _betweenFrames = true;

    /// <param name="input">Disposed with this.</param>
    /// <param name="makeRoom">Told the bytes of the window that the first frame needs, before any memory is taken; may wait.</param>
    public ZstdUnpacker(Stream input, Func<long, IDisposable>? makeRoom)
    {
        _input = input;
        _makeRoom = makeRoom;
        _context = ZstdContexts.Decompressors.Take();
    }

    ~ZstdUnpacker() => Free();

    /// <inheritdoc/>
    /// <exception cref="MalformedDataException">The input is no zstd, needs a window of more than 128 MiB, or is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        ObjectDisposedException.ThrowIf(_context == 0, this);
        fixed (byte* bytes = buffer, packed = _buffer)
        {
            ZstdBuffer output = new() { Bytes = bytes, Size = (nuint)buffer.Length };
            while (output.Position == 0)
            {
                // Between two frames nothing is held back; within one, what the decoder holds comes out before more goes in.
                if (_start == _end && _betweenFrames && !Fill())
                    return 0;
                ZstdBuffer input = new()
                {
                    Bytes = packed,
                    Size = (nuint)_end,
                    Position = (nuint)_start,
                };
                nuint code = ZstdLibrary.DecompressStream(_context, &output, &input);
                if (ZstdLibrary.IsError(code) != 0)
                    throw ZstdFrame.Invalid(ZstdLibrary.ErrorName(code));
                _start = (int)input.Position;
                _betweenFrames = code == 0;
                if (output.Position == 0 && !_betweenFrames && _start == _end && !Fill())
                    throw new MalformedDataException(ZstdFrame.Format, -1, "frame", MalformedReason.Truncated, "the rest of a frame", "the end");
            }

            return (int)output.Position;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ZstdContexts.Decompressors.GiveBack(_context);
            _context = 0;
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _room?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        (_start, _end) = (0, _input.Read(_buffer));
        if (_makeRoom is not null)
            MakeRoom();
        return _end > 0;
    }

    private void MakeRoom()
    {
        _end += _input.ReadAtLeast(_buffer.AsSpan(_end), Math.Max(ZstdFrame.LongestHeader - _end, 0), throwOnEndOfStream: false);
        if (_end >= ZstdFrame.LongestHeader && ZstdFrame.Window(_buffer.AsSpan(0, _end)) is { } window)
            _room = _makeRoom!(window);
        _makeRoom = null;
    }

    private void Free()
    {
        if (_context != 0)
            _ = ZstdLibrary.FreeDecompressor(_context);
        _context = 0;
    }
}
