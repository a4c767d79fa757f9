using Clu.Images.Trees;

namespace Clu.Images.Tests.Iso9660;

/// <summary>A file that is made while the image is written: a tail far away, then a head.</summary>
internal sealed class ProducedText(long length, long maximum) : IProducedContent
{
    public long MaximumLength => maximum;

    public long Length => throw new InvalidOperationException("not known before");

    public Stream Open() => throw new InvalidOperationException("not known before");

    public void Produce(Stream destination)
    {
        destination.Position = length - 4;
        destination.Write("tail"u8);
        destination.Position = 0;
        destination.Write("head"u8);
    }
}
