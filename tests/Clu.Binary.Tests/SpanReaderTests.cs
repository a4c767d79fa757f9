namespace Clu.Binary.Tests;

public class SpanReaderTests
{
    private static readonly byte[] s_counting = [.. Enumerable.Range(1, 24).Select(number => (byte)number)];

    [Fact]
    public void Numbers_are_read_in_the_order_of_their_bytes()
    {
        SpanReader reader = new(s_counting, "Test");
        Assert.Equal(0x01, reader.U8("a"));
        Assert.Equal(0x0302, reader.U16("b"));
        Assert.Equal(0x07060504u, reader.U32("c"));
        Assert.Equal(0x0F0E0D0C0B0A0908ul, reader.U64("d"));
        Assert.Equal(0x1011, reader.U16BigEndian("e"));
        Assert.Equal(0x12131415u, reader.U32BigEndian("f"));
        Assert.Equal(21, reader.Position);
        Assert.Equal(3, reader.Remaining);
        Assert.Equal([22, 23, 24], reader.Bytes(3, "g").ToArray());
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void A_signed_number_keeps_its_sign() => Assert.Equal(-2, new SpanReader([0xFE, 0xFF], "Test").I16("offset"));

    [Fact]
    public void No_bytes_can_be_taken_at_the_end() => Assert.True(new SpanReader([], "Test").Bytes(0, "nothing").IsEmpty);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_field_that_is_cut_off_at_any_byte_is_refused(int width)
    {
        for (int left = 0; left < width; left++)
        {
            MalformedDataException error = Assert.Throws<MalformedDataException>(() => Read(s_counting.AsSpan(0, 5 + left), width));
            Assert.Equal(MalformedReason.Truncated, error.Reason);
            Assert.Equal("Test", error.Format);
            Assert.Equal("field", error.Field);
            Assert.Equal(1005, error.Offset);
            Assert.Equal($"{width} bytes", error.Expected);
            Assert.Equal($"{left} bytes", error.Actual);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_length_that_cannot_be_is_refused(int count)
    {
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => new SpanReader(s_counting, "Test").Bytes(count, "length"));
        Assert.Equal(MalformedReason.Truncated, error.Reason);
    }

    [Fact]
    public void Nothing_is_consumed_by_a_refused_read()
    {
        SpanReader reader = new(s_counting.AsSpan(0, 3), "Test");
        try
        {
            reader.U32("field");
            Assert.Fail("3 bytes are no 32-bit number");
        }
        catch (MalformedDataException)
        {
            Assert.Equal(0, reader.Position);
        }
    }

    [Fact]
    public void An_error_counts_from_the_start_of_the_whole()
    {
        SpanReader reader = new(s_counting, "Test", 4096);
        reader.Bytes(7, "skipped");
        Assert.Equal(4103, reader.Offset);
        Assert.Equal(4103, reader.Malformed("field", MalformedReason.InvalidValue, "1", "2").Offset);
    }

    private static void Read(ReadOnlySpan<byte> source, int width)
    {
        SpanReader reader = new(source, "Test", 1000);
        reader.Bytes(5, "before");
        _ = width switch
        {
            1 => reader.U8("field"),
            2 => reader.U16("field"),
            4 => reader.U32("field"),
            _ => reader.U64("field"),
        };
    }
}
