using System.Buffers;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>Packs what is written as one zstd frame, by native libzstd; complete when it is disposed, which leaves the output open.</summary>
internal sealed unsafe class ZstdPacker : WriteOnlyStream
{
    private const int BufferSize = 1 << 17;

    private readonly Stream _output;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private nint _context;
    private bool _failed;

    public ZstdPacker(Stream output, params ReadOnlySpan<(int Parameter, int Value)> parameters)
    {
        _output = output;
        _context = ZstdContexts.Compressors.Take();
        foreach ((int parameter, int value) in parameters)
            Check(ZstdLibrary.SetParameter(_context, parameter, value));
    }

    ~ZstdPacker() => Free();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            ZstdBuffer input = new() { Bytes = bytes, Size = (nuint)buffer.Length };
            while (input.Position < input.Size)
                Drain(&input, ZstdLibrary.Continue);
        }
    }

    /// <summary>Does nothing: a flush would cost compression.</summary>
    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing && _context != 0 && !_failed)
            {
                ZstdBuffer nothing = default;
                while (Drain(&nothing, ZstdLibrary.End) != 0)
                {
                }
            }
        }
        finally
        {
            if (disposing)
            {
                ZstdContexts.Compressors.GiveBack(_context);
                if (_context != 0)
                    ArrayPool<byte>.Shared.Return(_buffer);
                _context = 0;
                _buffer = [];
            }

            Free();
            base.Dispose(disposing);
        }
    }

    private nuint Drain(ZstdBuffer* input, int directive)
    {
        nuint left, count;
        fixed (byte* packed = _buffer)
        {
            ZstdBuffer output = new() { Bytes = packed, Size = (nuint)_buffer.Length };
            left = Check(ZstdLibrary.CompressStream(_context, &output, input, directive));
            count = output.Position;
        }

        try
        {
            _output.Write(_buffer, 0, (int)count);
        }
        catch
        {
            _failed = true;
            throw;
        }

        return left;
    }

    private nuint Check(nuint code)
    {
        if (ZstdLibrary.IsError(code) == 0)
            return code;
        _failed = true;
        throw CompressionErrors.CodecFailed(CodecKind.Zstd, ZstdLibrary.ErrorName(code));
    }

    private void Free()
    {
        if (_context != 0)
            _ = ZstdLibrary.FreeCompressor(_context);
        _context = 0;
    }
}
