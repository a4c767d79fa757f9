using CsCheck;

namespace Clu.Binary.Tests;

public class SpanWriterTests
{
    [Fact]
    public void Numbers_are_written_in_the_order_of_their_bytes()
    {
        byte[] record = new byte[24];
        SpanWriter writer = new(record);
        writer.U8(0x01);
        writer.U16(0x0302);
        writer.U32(0x07060504);
        writer.U64(0x0F0E0D0C0B0A0908);
        writer.U16BigEndian(0x1011);
        writer.U32BigEndian(0x12131415);
        writer.I16(-2);
        writer.Fill(1, 0x20);
        Assert.Equal("0102030405060708090A0B0C0D0E0F101112131415FEFF20", Convert.ToHexString(record));
        Assert.Equal(record.Length, writer.Position);
    }

    [Fact]
    public void Bytes_that_were_never_written_keep_their_value()
    {
        byte[] record = [9, 9, 9, 9, 9];
        SpanWriter writer = new(record);
        writer.Bytes([1, 2]);
        writer.Take(1);
        writer.Fill(1);
        Assert.Equal([1, 2, 9, 0, 9], record);
    }

    [Fact]
    public void A_field_beyond_the_record_is_refused_and_nothing_is_written()
    {
        byte[] record = new byte[3];
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanWriter(record).U32(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanWriter(record).Bytes([1, 2, 3, 4]));
        Assert.Equal([0, 0, 0], record);
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(Gen.Byte, Gen.UShort, Gen.Short, Gen.UInt, Gen.ULong, Gen.Byte.Array[0, 40]).Sample((u8, u16, i16, u32, u64, bytes) =>
        {
            byte[] record = new byte[23 + bytes.Length];
            SpanWriter writer = new(record);
            writer.U8(u8);
            writer.U16(u16);
            writer.I16(i16);
            writer.U32(u32);
            writer.U64(u64);
            writer.U16BigEndian(u16);
            writer.U32BigEndian(u32);
            writer.Bytes(bytes);
            SpanReader reader = new(record, "Test");
            Assert.Equal(u8, reader.U8("u8"));
            Assert.Equal(u16, reader.U16("u16"));
            Assert.Equal(i16, reader.I16("i16"));
            Assert.Equal(u32, reader.U32("u32"));
            Assert.Equal(u64, reader.U64("u64"));
            Assert.Equal(u16, reader.U16BigEndian("u16"));
            Assert.Equal(u32, reader.U32BigEndian("u32"));
            Assert.Equal(bytes, reader.Bytes(bytes.Length, "bytes").ToArray());
            Assert.Equal(0, reader.Remaining);
        });
}
