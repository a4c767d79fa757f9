using Clu.Binary;
using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches;

/// <summary>What a foreign codec unpacks; what it throws at data that is none of its own becomes an error of the data.</summary>
/// <param name="compression">How it is packed.</param>
/// <param name="packed">Disposed with it.</param>
/// <param name="open">Makes the codec's stream, which reads the packed one at once, and disposes it.</param>
internal sealed class UnpackedStream(NarCompression compression, Stream packed, Func<Stream, Stream> open) : ReadOnlyStream
{
    private Stream? _unpacked;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return (_unpacked ??= open(packed)).Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or InvalidOperationException or NotSupportedException or NotImplementedException
            or ArgumentException or IndexOutOfRangeException or ArithmeticException or SharpCompress.Common.SharpCompressException)
        {
            throw new MalformedDataException("packed NAR", -1, "content", MalformedReason.InvalidValue, $"{compression.Label()} data", e.Message);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            (_unpacked ?? packed).Dispose();
        base.Dispose(disposing);
    }
}
