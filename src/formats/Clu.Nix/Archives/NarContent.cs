using Clu.Binary;
using Clu.Nix.Wire;

namespace Clu.Nix.Archives;

/// <summary>The content of the file that a reader stands on.</summary>
internal sealed class NarContent(WireReader input, long length) : ReadOnlyStream
{
    private long _left = length;

    public override long Length { get; } = length;

    public override long Position
    {
        get => Length - _left;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = input.Content(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    /// <summary>Passes over what was not read; afterwards the stream is at its end.</summary>
    public void Drain()
    {
        input.Skip(_left);
        _left = 0;
    }
}
