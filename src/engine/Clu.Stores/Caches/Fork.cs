using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>Writes to several streams what is written to it; disposes none of them.</summary>
internal sealed class Fork(IReadOnlyList<Stream> outputs) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (Stream output in outputs)
            output.Write(buffer);
    }

    public override void Flush()
    {
    }
}
