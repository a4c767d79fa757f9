using System.Globalization;
using System.Runtime.InteropServices;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>
/// Packs to xz, or unpacks xz, lzip and the old LZMA container, whatever their length. Uses the system's liblzma. Ends with its input:
/// what is packed is complete when the stream is disposed, what is unpacked must end where the input does.
/// </summary>
public sealed unsafe class XzStream : Stream
{
    /// <summary>A decoder refuses files that need more memory; xz -9 needs 65 MiB.</summary>
    private const ulong DecoderMemory = 512 << 20;

    private const int BufferSize = 1 << 17;

    private readonly Stream _inner;
    private readonly bool _packs;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferSize, pinned: true);
    private LzmaStreamState* _state;
    private bool _ended;

    private XzStream(Stream inner, bool packs)
    {
        _inner = inner;
        _packs = packs;
        _state = (LzmaStreamState*)NativeMemory.AllocZeroed((nuint)sizeof(LzmaStreamState));
    }

    /// <summary>Ends the coder where <see cref="Stream.Dispose()"/> was forgotten.</summary>
    ~XzStream() => Free();

    /// <inheritdoc/>
    public override bool CanRead => !_packs;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _packs;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Packs what is written.</summary>
    /// <param name="output">Gets the packed bytes; not disposed.</param>
    /// <param name="level">0 to 9.</param>
    /// <exception cref="CluException">CLU0261: the library is not installed. CLU0260: there is no such level.</exception>
    public static XzStream Pack(Stream output, int level) => Start(
        new XzStream(output, packs: true), state => LzmaLibrary.EasyEncoder(state, (uint)CodecLevels.Check(CodecKind.Xz, level), LzmaLibrary.CheckCrc64));

    /// <summary>Unpacks what is read.</summary>
    /// <param name="input">Packed bytes up to its end; disposed with the result.</param>
    /// <exception cref="CluException">CLU0261: the library is not installed.</exception>
    public static XzStream Unpack(Stream input) => Start(
        new XzStream(input, packs: false), state => LzmaLibrary.AutoDecoder(state, DecoderMemory, LzmaLibrary.Concatenated));

    /// <inheritdoc/>
    /// <exception cref="MalformedDataException">The input is not packed so, or is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _ended)
            return 0;
        fixed (byte* output = buffer)
        {
            _state->NextOut = output;
            _state->AvailableOut = (nuint)buffer.Length;
            while (_state->AvailableOut == (nuint)buffer.Length && !_ended)
            {
                int action = LzmaLibrary.ActionRun;
                if (_state->AvailableIn == 0)
                {
                    int read = _inner.Read(_buffer);
                    SetInput(read);
                    action = read == 0 ? LzmaLibrary.ActionFinish : LzmaLibrary.ActionRun;
                }

                int code = LzmaLibrary.Code(_state, action);
                _ended = code == LzmaLibrary.StreamEnd;
                if (!_ended && code != LzmaLibrary.Ok)
                    throw Malformed(code);
            }

            return buffer.Length - (int)_state->AvailableOut;
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* input = buffer)
        {
            _state->NextIn = input;
            _state->AvailableIn = (nuint)buffer.Length;
            while (_state->AvailableIn > 0)
                Drain(LzmaLibrary.ActionRun);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Does nothing: a flush would cost compression.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _packs && _state is not null && !_ended)
        {
            SetInput(0);
            while (!_ended)
                Drain(LzmaLibrary.ActionFinish);
        }

        if (disposing && !_packs)
            _inner.Dispose();
        Free();
        base.Dispose(disposing);
    }

    private static XzStream Start(XzStream stream, StartCoder start)
    {
        try
        {
            int code = start(stream._state);
            return code == LzmaLibrary.Ok ? stream : throw CompressionErrors.CodecFailed(CodecKind.Xz, Name(code));
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            throw CompressionErrors.LzmaMissing(error);
        }
    }

    private delegate int StartCoder(LzmaStreamState* state);

    private void SetInput(int count)
    {
        // The array is pinned for its whole life.
        _state->NextIn = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
        _state->AvailableIn = (nuint)count;
    }

    /// <summary>Lets the coder work once and passes on what comes out; for packing, whose input is not in the buffer.</summary>
    private void Drain(int action)
    {
        _state->NextOut = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
        _state->AvailableOut = BufferSize;
        int code = LzmaLibrary.Code(_state, action);
        _ended = code == LzmaLibrary.StreamEnd;
        if (!_ended && code != LzmaLibrary.Ok)
            throw CompressionErrors.CodecFailed(CodecKind.Xz, Name(code));
        _inner.Write(_buffer, 0, BufferSize - (int)_state->AvailableOut);
    }

    private void Free()
    {
        if (_state is null)
            return;
        LzmaLibrary.End(_state);
        NativeMemory.Free(_state);
        _state = null;
    }

    private static MalformedDataException Malformed(int code) => code == LzmaLibrary.BufferError
        ? new("xz", -1, "stream", MalformedReason.Truncated, "more bytes", "the end")
        : code == LzmaLibrary.MemoryLimitError
            ? new("xz", -1, "dictionary", MalformedReason.LimitExceeded, $"a decoder of at most {DecoderMemory >> 20} MiB", "a larger one")
            : new("xz", -1, "stream", MalformedReason.InvalidValue, "xz, lzip or LZMA data", Name(code));

    private static string Name(int code) => string.Create(CultureInfo.InvariantCulture, $"liblzma code {code}");
}
