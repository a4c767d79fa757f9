using Clu.Binary;
using Clu.Nix.Bundles;

namespace Clu.Stores.Bundles;

/// <summary>Parts as the one file that they make up. For one thread.</summary>
internal sealed class PartedStream(IReadOnlyList<string> files, BundleParts parts) : SeekableStream
{
    private readonly FileStream?[] _open = new FileStream?[files.Count];

    public override long Length => parts.Size;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= Length)
            return 0;
        int index = (int)(Position / parts.PartSize);
        long at = Position % parts.PartSize;
        FileStream part = _open[index] ??= SourceFile.Open(files[index]);
        part.Position = at;
        int read = part.Read(buffer[..(int)Math.Min(buffer.Length, parts.Parts[index].Length - at)]);
        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (FileStream? part in _open)
            part?.Dispose();
        base.Dispose(disposing);
    }
}
