using Clu.Binary;

namespace Clu.Nix.Archives;

/// <summary>The content of the file that a reader stands on.</summary>
internal sealed class NarContent(NarInput input, long length) : ReadOnlyStream
{
    /// <summary>Bytes not read yet.</summary>
    public long Left { get; private set; } = length;

    public override long Length { get; } = length;

    public override long Position
    {
        get => Length - Left;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = input.Content(buffer[..(int)Math.Min(buffer.Length, Left)]);
        Left -= read;
        return read;
    }

    /// <summary>Passes over what was not read; afterwards the stream is at its end.</summary>
    public void Drain()
    {
        input.Skip(Left);
        Left = 0;
    }
}
