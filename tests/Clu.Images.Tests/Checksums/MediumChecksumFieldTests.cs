using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.Checksums;

namespace Clu.Images.Tests.Checksums;

public class MediumChecksumFieldTests
{
    private const int Area = 3 << 20;

    private static readonly MediumExtents s_extents = new((5 << 20) + 2048, Area, 4096);

    [Fact]
    public void The_field_is_the_descriptors_application_use_area() => Assert.Equal((32768 + 883, 512), (MediumChecksumLimits.FieldPosition, MediumChecksumLimits.FieldLength));

    [Fact]
    public void A_field_is_what_its_page_says()
    {
        byte[] leaves = Leaves(s_extents);
        byte[] field = Write(MediumChecksumField.Compute(s_extents, leaves));

        Assert.Equal("CLU-MEDIUM-SUM\r\n"u8.ToArray(), field[..16]);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0], field[16..24]);
        Assert.Equal(s_extents, new MediumExtents(BitConverter.ToInt64(field, 24), BitConverter.ToInt64(field, 32), BitConverter.ToInt64(field, 40)));
        byte[] open = [.. field[..48], .. new byte[32], .. field[80..]];
        Assert.Equal(SHA256.HashData([.. open, .. leaves]), field[48..80]);
        for (int i = 0; i < 6; i++)
            Assert.Equal(SHA256.HashData(leaves.AsSpan(i * 32, 32))[..4], field[(80 + (4 * i))..(84 + (4 * i))]);
        Assert.All(field[104..], b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData(40_000)]
    [InlineData(107)]
    [InlineData(108)]
    [InlineData(109)]
    [InlineData(1)]
    public void A_field_comes_back(int mebibytes)
    {
        MediumExtents extents = new((long)mebibytes << 20, 0, 0);
        byte[] leaves = Leaves(extents);
        byte[] bytes = Write(MediumChecksumField.Compute(extents, leaves));

        MediumChecksumField field = MediumChecksumField.Read(bytes)!;

        Assert.Equal(bytes, Write(field));
        Assert.True(field.Matches(leaves));
        Assert.InRange(field.RegionCount, mebibytes < 109 ? mebibytes : 55, 108);
        Assert.Empty(field.DamagedRegions(leaves));
    }

    [Fact]
    public void Damage_is_found_in_its_region()
    {
        MediumExtents extents = new((300L << 20) + 2048, 0, 0);
        byte[] leaves = Leaves(extents);
        MediumChecksumField field = MediumChecksumField.Compute(extents, leaves);
        byte[] other = [.. leaves];
        other[(5 * 32) + 1] ^= 1;
        other[^1] ^= 1;

        Assert.Equal(4, field.LeavesOfRegion);
        Assert.False(field.Matches(other));
        Assert.Equal([(4L << 20, 4L << 20), (300L << 20, 2048L)], field.DamagedRegions(other));
    }

    [Fact]
    public void Every_flipped_bit_of_the_field_is_found()
    {
        byte[] leaves = Leaves(s_extents);
        byte[] field = Write(MediumChecksumField.Compute(s_extents, leaves));
        for (int bit = 0; bit < field.Length * 8; bit++)
        {
            byte[] flipped = [.. field];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTaken(flipped), $"bit {bit}");
        }

        bool IsTaken(byte[] bytes)
        {
            try
            {
                MediumChecksumField found = MediumChecksumField.Read(bytes)!;
                return found.Extents.LeafCount * 32 == leaves.Length && found.Matches(leaves);
            }
            catch (MalformedDataException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_field_that_is_cut_off_is_refused_or_none()
    {
        byte[] field = Write(MediumChecksumField.Compute(s_extents, Leaves(s_extents)));
        for (int length = 0; length < 104; length++)
            Assert.Throws<MalformedDataException>(() => MediumChecksumField.Read(field.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\0')]
    public void What_other_tools_leave_there_is_no_checksum(char fill)
    {
        byte[] area = new byte[512];
        area.AsSpan().Fill((byte)fill);
        Assert.Null(MediumChecksumField.Read(area));
        "ISO MD5SUM = 4afa2d1fca2ac1d1d0d0c0b7b0a0a0a0;SKIPSECTORS = 15"u8.CopyTo(area);
        Assert.Null(MediumChecksumField.Read(area));
    }

    [Theory]
    [InlineData(16, 2)]
    [InlineData(20, 2)]
    [InlineData(31, 1)]
    [InlineData(31, 0xFF)]
    [InlineData(33, 1)]
    [InlineData(39, 0x80)]
    [InlineData(46, 0x40)]
    [InlineData(200, 1)]
    public void Absurd_numbers_are_refused_before_they_allocate(int at, byte value)
    {
        byte[] field = Write(MediumChecksumField.Compute(s_extents, Leaves(s_extents)));
        field[at] = value;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedDataException>(() => MediumChecksumField.Read(field));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Area - 100)]
    [InlineData(Area + 4000)]
    [InlineData(MediumChecksumLimits.FieldPosition - 3)]
    public void Field_and_area_are_not_covered_wherever_a_piece_begins(int position)
    {
        byte[] image = new byte[Area + 8192];
        image.AsSpan().Fill(7);
        byte[] piece = image[position..Math.Min(position + 70_000, image.Length)];
        s_extents.Blank(piece, position);
        for (int i = 0; i < piece.Length; i++)
        {
            int at = position + i;
            bool blank = at is >= MediumChecksumLimits.FieldPosition and < MediumChecksumLimits.FieldPosition + 512 or >= Area and < Area + 4096;
            Assert.Equal(blank ? 0 : 7, piece[i]);
        }
    }

    private static byte[] Write(MediumChecksumField field)
    {
        byte[] bytes = new byte[512];
        field.Write(bytes);
        return bytes;
    }

    private static byte[] Leaves(MediumExtents extents)
    {
        byte[] leaves = new byte[extents.LeafCount * 32];
        new Random(4).NextBytes(leaves);
        return leaves;
    }
}
