using Clu.Binary;

namespace Clu.Images.SquashFs.Tables;

/// <summary>Where a fragment block lies.</summary>
/// <param name="Start">Bytes from the start of the image, or of the segment.</param>
/// <param name="Word">Its <see cref="BlockWord"/>.</param>
internal readonly record struct FragmentEntry(long Start, uint Word)
{
    internal const int Size = sizeof(ulong) + sizeof(uint) + sizeof(uint);

    internal void Write(Span<byte> record)
    {
        SpanWriter writer = new(record);
        writer.U64((ulong)Start);
        writer.U32(Word);
        writer.U32(0);
    }
}
