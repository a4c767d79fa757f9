using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>The data area while it grows: the image's stream, positions within the image, and the segment being written.</summary>
internal sealed class ImageData(Stream output, long position, Action<long> advanced)
{
    private const int CopyBuffer = 1 << 20;

    private readonly SharedBlocks _shared = new();
    private long _segmentContent;

    /// <summary>Bytes from the start of the image.</summary>
    internal long Position { get; private set; } = position;

    /// <summary>Where the current segment lies.</summary>
    internal SegmentPlace Place { get; private set; } = new(position);

    /// <summary>Where the current segment goes beside the image.</summary>
    internal ISegmentSink? Sink { get; private set; }

    /// <summary>Bytes of the segment since <see cref="Begin"/>, those included that lie elsewhere in the image.</summary>
    internal long SegmentLength => Position - Place.Start + Place.Skipped;

    internal void Begin(ISegmentSink? sink)
    {
        Place = new SegmentPlace(Position);
        Sink = sink;
        _segmentContent = 0;
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Sink?.Write(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes a block that is a file of its own, unless the image has it.</summary>
    internal void WriteShared(ReadOnlySpan<byte> block)
    {
        if (_shared.Find(block, Position) is not { } known)
        {
            Write(block);
            return;
        }

        Place.Share(SegmentLength, block.Length, known);
        Sink?.Write(block);
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
    internal void Copy(Stream source, SquashFsSegment segment, FileName name)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(segment.DataLength, CopyBuffer));
        foreach (SegmentExtent block in segment.BlocksOfOneFile())
        {
            if (block.Start < SegmentLength)
                throw SquashFsErrors.SegmentDataLength(name, segment.DataLength);
            Copy(source, block.Start - SegmentLength, buffer, name);
            Span<byte> content = buffer.AsSpan(0, BlockWord.Length(block.Words[0]));
            Fill(source, content, name);
            WriteShared(content);
        }

        Copy(source, segment.DataLength - SegmentLength, buffer, name);
    }

    private void Copy(Stream source, long length, byte[] buffer, FileName name)
    {
        for (; length > 0; length -= Math.Min(length, buffer.Length))
        {
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(length, buffer.Length));
            Fill(source, piece, name);
            Write(piece);
        }
    }

    private void Fill(Stream source, Span<byte> piece, FileName name)
    {
        if (source.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) < piece.Length)
            throw SquashFsErrors.SegmentDataLength(name, SegmentLength + piece.Length);
    }
}
