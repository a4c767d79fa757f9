using Clu.Binary;

namespace Clu.Images.Iso9660.Reading;

/// <summary>A file of an image as a stream.</summary>
internal sealed class ExtentStream(ImageSource source, IReadOnlyList<Iso9660Extent> extents, long length) : SeekableStream
{
    public override long Length => length;

    public override int Read(Span<byte> buffer)
    {
        long start = 0;
        foreach (Iso9660Extent extent in extents)
        {
            long within = Position - start;
            if (within < extent.Length)
            {
                int count = (int)Math.Min(buffer.Length, extent.Length - within);
                source.Read(extent.Position + within, buffer[..count], "file");
                Position += count;
                return count;
            }

            start += extent.Length;
        }

        return 0;
    }
}
