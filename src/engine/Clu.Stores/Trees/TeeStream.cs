using Clu.Binary;

namespace Clu.Stores.Trees;

/// <summary>Writes to a second stream what is read from the first.</summary>
internal sealed class TeeStream(Stream source, Stream copy) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        copy.Write(buffer[..read]);
        return read;
    }
}
