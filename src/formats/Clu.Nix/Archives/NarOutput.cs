using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Clu.Nix.Archives;

/// <summary>A pooled buffer in front of the output: strings are collected, content is read straight into it.</summary>
internal sealed class NarOutput(Stream output) : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _used;

    public void String(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Raw(value);
        Pad(value.Length);
    }

    public void Content(long length, Stream content)
    {
        Number(length);
        long left = length;
        while (left > 0)
        {
            if (_used == _buffer.Length)
                Flush();
            // Asked for a byte more than there should be, a file says at once that it has ended.
            int room = (int)Math.Min(left + 1, _buffer.Length - _used);
            int read = content.Read(_buffer, _used, room);
            if (read > left)
                throw NixErrors.ContentLengthChanged(length, "more");
            if (read == 0)
                throw NixErrors.ContentLengthChanged(length, string.Create(CultureInfo.InvariantCulture, $"only {length - left} bytes"));
            _used += read;
            left -= read;
        }

        if (content.ReadByte() >= 0)
            throw NixErrors.ContentLengthChanged(length, "more");
        Pad(length);
    }

    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _used = 0;
    }

    private void Number(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Raw(bytes);
    }

    private void Pad(long length)
    {
        Span<byte> zeros = stackalloc byte[NarTokens.Alignment];
        zeros.Clear();
        Raw(zeros[..NarTokens.Padding(length)]);
    }

    private void Raw(ReadOnlySpan<byte> value)
    {
        if (value.Length > _buffer.Length - _used)
        {
            Flush();
            if (value.Length > _buffer.Length)
            {
                output.Write(value);
                return;
            }
        }

        value.CopyTo(_buffer.AsSpan(_used));
        _used += value.Length;
    }
}
