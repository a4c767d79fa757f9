using System.Globalization;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>No compression: nothing ever gets smaller, so <see cref="Compress"/> always answers 0 and callers store the block itself.</summary>
public sealed class StoredCodec : ICodec
{
    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination) => 0;

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length > destination.Length)
        {
            throw new MalformedDataException(
                "stored block",
                -1,
                "length",
                MalformedReason.LimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"at most {destination.Length} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{source.Length}"));
        }

        source.CopyTo(destination);
        return source.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
