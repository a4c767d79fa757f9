using Clu.Binary;

namespace Clu.Stores;

/// <summary>Tells how many bytes came by.</summary>
/// <param name="advanced">Told the bytes of each piece; also the place to end work that was cancelled.</param>
internal sealed class Meter(Action<long> advanced) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => advanced(buffer.Length);

    public override void Flush()
    {
    }
}
