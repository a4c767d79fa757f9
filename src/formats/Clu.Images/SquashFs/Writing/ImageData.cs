using Clu.Binary;

namespace Clu.Images.SquashFs.Writing;

/// <summary>The data area while it grows: the image's stream, positions within the image, and the segment being written.</summary>
internal sealed class ImageData(Stream output, long position, Action<long> advanced)
{
    private const int CopyBuffer = 1 << 20;

    private long _segmentContent;

    /// <summary>Bytes from the start of the image.</summary>
    internal long Position { get; private set; } = position;

    /// <summary>Where the current segment starts.</summary>
    internal long SegmentStart { get; private set; }

    /// <summary>Where the current segment goes beside the image.</summary>
    internal ISegmentSink? Sink { get; private set; }

    /// <summary>Bytes written since <see cref="Begin"/>.</summary>
    internal long SegmentLength => Position - SegmentStart;

    internal void Begin(ISegmentSink? sink)
    {
        SegmentStart = Position;
        Sink = sink;
        _segmentContent = 0;
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Sink?.Write(bytes);
        Position += bytes.Length;
    }

    /// <summary>Tells that content, counted before compression, is in the image.</summary>
    internal void Advance(long content)
    {
        _segmentContent += content;
        advanced(content);
    }

    /// <summary>Tells of the content that was not stored because equal content was.</summary>
    internal void AdvanceTo(long segmentContent) => Advance(segmentContent - _segmentContent);

    /// <summary>Copies a segment's data, which must be as long as it says.</summary>
    internal void Copy(Stream source, long length, FileName name)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, CopyBuffer));
        while (length > 0)
        {
            int count = source.Read(buffer, 0, (int)Math.Min(length, buffer.Length));
            if (count == 0)
                throw SquashFsErrors.SegmentDataLength(name, SegmentLength + length);
            Write(buffer.AsSpan(0, count));
            length -= count;
        }
    }
}
