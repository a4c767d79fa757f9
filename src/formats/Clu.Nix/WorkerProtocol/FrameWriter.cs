using Clu.Binary;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>Writes bytes of which the number is not known before: in frames, each with its length, and an empty one at the end.</summary>
/// <param name="output">Gets the frames; not disposed.</param>
/// <param name="before">Called before each frame.</param>
public sealed class FrameWriter(Stream output, Action before) : WriteOnlyStream
{
    /// <summary>Small enough to stop soon, large enough to cost nothing.</summary>
    private const int FrameSize = 64 * 1024;

    private readonly byte[] _frame = new byte[FrameSize];
    private int _length;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int step = Math.Min(buffer.Length, FrameSize - _length);
            buffer[..step].CopyTo(_frame.AsSpan(_length));
            _length += step;
            buffer = buffer[step..];
            if (_length == FrameSize)
                Send();
        }
    }

    /// <summary>Writes the last frame and the end; the output is not flushed.</summary>
    public void Finish()
    {
        if (_length > 0)
            Send();
        WireWriter.Number(output, 0);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    private void Send()
    {
        before();
        WireWriter.Number(output, (ulong)_length);
        output.Write(_frame.AsSpan(0, _length));
        _length = 0;
    }
}
