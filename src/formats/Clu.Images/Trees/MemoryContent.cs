namespace Clu.Images.Trees;

/// <summary>Content that is already in memory.</summary>
/// <param name="bytes">The content; not copied, must not change.</param>
public sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : IFileContent
{
    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <inheritdoc/>
    public long Length => Bytes.Length;

    /// <inheritdoc/>
    public Stream Open() => System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Bytes, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(Bytes.ToArray(), writable: false);
}
