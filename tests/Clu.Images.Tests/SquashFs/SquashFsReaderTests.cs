using System.Buffers.Binary;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;

namespace Clu.Images.Tests.SquashFs;

public class SquashFsReaderTests
{
    private const int BlockLogOffset = 22;
    private const int BytesUsedOffset = 40;
    private const int BlockSizeOffset = 12;

    [Theory]
    [InlineData(CodecKind.Zstd)]
    [InlineData(CodecKind.Gzip)]
    public void An_image_cut_off_at_any_byte_is_refused(CodecKind codec)
    {
        byte[] image = Samples.Image(Samples.Options(codec), ("a", Samples.Tree()));
        int used = (int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(BytesUsedOffset));
        for (int length = 0; length < used; length++)
            Assert.Throws<MalformedDataException>(() => Verify(image[..length]));
    }

    [Fact]
    public void Bytes_after_the_image_are_harmless() =>
        Verify([.. Samples.Image(Samples.Options(), ("a", Samples.Tree())), .. new byte[777]]);

    [Theory]
    [InlineData(CodecKind.Zstd)]
    [InlineData(CodecKind.None)]
    public void Flipped_bits_are_refused_or_harmless(CodecKind codec)
    {
        byte[] image = Samples.Image(Samples.Options(codec), ("a", Samples.Tree()));
        int step = Math.Max(1, image.Length / 4000);
        for (int at = 0; at < image.Length; at += step)
        {
            byte[] flipped = [.. image];
            flipped[at] ^= (byte)(1 << (at % 8));
            try
            {
                Verify(flipped);
            }
            catch (MalformedDataException)
            {
            }
        }
    }

    [Theory]
    [InlineData(BlockLogOffset, 13, "block log")]
    [InlineData(BlockSizeOffset + 2, 0x20, "block size")]
    [InlineData(0, 0, "magic")]
    public void Superblocks_that_the_kernel_refuses_are_refused(int offset, byte value, string field)
    {
        byte[] image = Samples.Image(Samples.Options(), ("a", Samples.Tree()));
        image[offset] = value;
        Assert.Equal(field, Assert.Throws<MalformedDataException>(() => Verify(image)).Field);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Bytes_used_must_end_at_the_id_table(int delta)
    {
        byte[] image = Samples.Image(Samples.Options(), ("a", Samples.Tree()));
        Span<byte> field = image.AsSpan(BytesUsedOffset);
        BinaryPrimitives.WriteInt64LittleEndian(field, BinaryPrimitives.ReadInt64LittleEndian(field) + delta);
        Assert.Throws<MalformedDataException>(() => Verify(image));
    }

    [Fact]
    public void Type_bits_in_a_mode_are_refused()
    {
        byte[] image = Samples.Image(Samples.Options(CodecKind.None), ("a", Samples.File(0)));
        Inode(image)[3] |= 0x80;
        Assert.Equal("inode table mode", Assert.Throws<MalformedDataException>(() => Verify(image)).Field);
    }

    [Fact]
    public void An_inode_number_of_zero_is_refused()
    {
        byte[] image = Samples.Image(Samples.Options(CodecKind.None), ("a", Samples.File(0)));
        Inode(image)[12] = 0;
        Assert.Equal("inode table number", Assert.Throws<MalformedDataException>(() => Verify(image)).Field);
    }

    [Fact]
    public void Names_out_of_order_are_refused()
    {
        byte[] image = Samples.Image(Samples.Options(CodecKind.None), ("aaaaaaaa", Samples.File(0)), ("bbbbbbbb", Samples.File(0)));
        image.AsSpan(image.AsSpan().IndexOf("bbbbbbbb"u8), 8).Fill((byte)'A');
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => Verify(image));
        Assert.Equal(MalformedReason.OutOfOrder, error.Reason);
    }

    [Fact]
    public void A_segment_record_cut_off_or_changed_at_any_byte_is_refused()
    {
        byte[] record = SegmentRecord();
        for (int at = 0; at < record.Length; at++)
        {
            byte[] changed = [.. record];
            changed[at] ^= 1;
            Assert.Throws<MalformedDataException>(() => SquashFsSegment.Read(new MemoryStream(changed)));
            Assert.Throws<MalformedDataException>(() => SquashFsSegment.Read(new MemoryStream(record[..at])));
        }
    }

    private static byte[] SegmentRecord()
    {
        using MemoryStream record = new();
        using SquashFsWriter writer = new(new MemoryStream(), Samples.Options());
        writer.Add(FileName.From("a"), Samples.Tree(), new RecordSink(record));
        writer.Finish();
        return record.ToArray();
    }

    private static Span<byte> Inode(byte[] image)
    {
        const int InodeTableOffset = 64;
        const int MetadataHeader = 2;
        return image.AsSpan((int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(InodeTableOffset)) + MetadataHeader);
    }

    private static void Verify(byte[] image)
    {
        using MemoryStream stream = new(image);
        using SquashFsReader reader = SquashFsReader.Open(stream);
        reader.Verify();
    }

    private sealed class RecordSink(Stream record) : ISegmentSink
    {
        public void Write(ReadOnlySpan<byte> data)
        {
        }

        public void Complete(SquashFsSegment segment) => segment.Write(record);
    }
}
