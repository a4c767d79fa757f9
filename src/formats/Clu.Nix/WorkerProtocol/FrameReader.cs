using System.Buffers.Binary;
using System.Globalization;
using Clu.Binary;

namespace Clu.Nix.WorkerProtocol;

/// <summary>Reads what <see cref="FrameWriter"/> writes, and not a byte behind its end.</summary>
/// <param name="input">The frames; not disposed.</param>
public sealed class FrameReader(Stream input) : ReadOnlyStream
{
    private int _left;
    private bool _ended;

    /// <inheritdoc/>
    /// <exception cref="MalformedDataException">The frames are cut off, or one is larger than 64 MiB.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _ended)
            return 0;
        if (_left == 0)
        {
            _left = FrameLength();
            _ended = _left == 0;
            if (_ended)
                return 0;
        }

        int read = input.Read(buffer[..Math.Min(buffer.Length, _left)]);
        if (read == 0)
            throw new MalformedDataException(WorkerMagic.Format, -1, "frame", MalformedReason.Truncated, Count((ulong)_left), "the end");
        _left -= read;
        return read;
    }

    private int FrameLength()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        int read = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw new MalformedDataException(WorkerMagic.Format, -1, "frame length", MalformedReason.Truncated, Count(sizeof(ulong)), Count((ulong)read));
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return length <= WorkerLimits.MaxPiece
            ? (int)length
            : throw new MalformedDataException(WorkerMagic.Format, -1, "frame length", MalformedReason.LimitExceeded, $"at most {Count(WorkerLimits.MaxPiece)}", Count(length));
    }

    private static string Count(ulong bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
