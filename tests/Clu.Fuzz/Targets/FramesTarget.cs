using Clu.Nix.WorkerProtocol;

namespace Clu.Fuzz.Targets;

/// <summary>What comes in frames must come out of frames again.</summary>
public sealed class FramesTarget : IFuzzTarget
{
    public string Name => "frames";

    public IEnumerable<byte[]> Seeds()
    {
        using MemoryStream stream = new();
        using FrameWriter writer = new(stream, () => { });
        writer.Write("some bytes"u8);
        writer.Finish();
        yield return stream.ToArray();
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream frames = new(input.ToArray()), content = new(), again = new(), back = new();
        using FrameReader reader = new(frames);
        reader.CopyTo(content);
        using FrameWriter writer = new(again, () => { });
        writer.Write(content.ToArray());
        writer.Finish();
        again.Position = 0;
        using FrameReader second = new(again);
        second.CopyTo(back);
        if (!back.ToArray().AsSpan().SequenceEqual(content.ToArray()))
            throw new InvalidOperationException("frames do not give back what was written");
    }
}
