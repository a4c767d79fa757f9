using System.Globalization;
using Clu.Binary;
using Clu.Nix.Hashing;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>Counts the bytes of one archive; ends work that was cancelled or that outgrows its object, which a damaged image may do without end.</summary>
/// <param name="limit">Bytes that the archive has.</param>
/// <param name="advanced">Told the bytes of each piece.</param>
/// <param name="cancel">Ends it.</param>
internal sealed class NarMeter(long limit, Action<int> advanced, CancellationToken cancel) : WriteOnlyStream
{
    private long _count;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        _count += buffer.Length;
        if (_count > limit)
        {
            throw new MalformedDataException(
                "store object", -1, "NAR size", MalformedReason.Inconsistent, string.Create(CultureInfo.InvariantCulture, $"{limit} bytes"), "more");
        }

        advanced(buffer.Length);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }
}
