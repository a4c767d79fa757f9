using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>Writes to sectors of the image. What is never written is zero.</summary>
internal sealed class SectorOutput
{
    private readonly Stream _stream;
    private readonly IProgress<long>? _progress;
    private long _content;

    public SectorOutput(Stream stream, IProgress<long>? progress)
    {
        if (!stream.CanSeek || !stream.CanWrite)
            throw new ArgumentException("an ISO image is written to a stream that can seek", nameof(stream));
        stream.SetLength(0);
        _stream = stream;
        _progress = progress;
    }

    public void Write(uint sector, ReadOnlySpan<byte> bytes)
    {
        Seek(sector);
        _stream.Write(bytes);
    }

    public void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        _stream.Position = position;
        _stream.Write(bytes);
    }

    public void Copy(uint sector, IFileContent content)
    {
        Seek(sector);
        ExactCopy.Copy(content, _stream, Report);
    }

    /// <summary>Lets a file write itself, and takes its length.</summary>
    public void Produce(PlannedFile file, IProducedContent content)
    {
        using ProducedStream stream = new(_stream, (long)file.Sector * Iso9660Limits.SectorSize, content.MaximumLength, Report);
        content.Produce(stream);
        file.Length = stream.Length;
    }

    public void SetLength(long length) => _stream.SetLength(length);

    private void Seek(uint sector) => _stream.Position = (long)sector * Iso9660Limits.SectorSize;

    private void Report(int count)
    {
        _content += count;
        _progress?.Report(_content);
    }
}
