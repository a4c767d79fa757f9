using System.Buffers.Binary;
using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Single fields that are wrong. Offsets count from the first record of a table.</summary>
public class SquashFsDefectTests
{
    private const int InodeSize = 32;

    /// <summary>Of an empty file: type, mode, uid, gid, time, number, start, fragment, its offset, size.</summary>
    [Theory]
    [InlineData(0, 0, "inode table type")]
    [InlineData(0, 15, "inode table type")]
    [InlineData(4, 1, "id index")]
    [InlineData(6, 1, "id index")]
    [InlineData(12, 3, "inode table number")]
    [InlineData(18, 1, "inode table file start")]
    [InlineData(20, 0, "inode table fragment offset")]
    public void Fields_of_inodes_are_checked(int offset, short value, string field)
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(0)));
        Span<byte> inode = CraftedImage.Table(image, CraftedImage.InodeTable);
        if (offset == 20)
            inode.Slice(offset, sizeof(uint)).Clear();
        else
            BinaryPrimitives.WriteInt16LittleEndian(inode[offset..], value);
        Assert.Equal(field, CraftedImage.Refused(image).Field);
    }

    /// <summary>A file of 100 bytes in a fragment block of 100.</summary>
    [Theory]
    [InlineData(20, 1, "inode table fragment index")]
    [InlineData(24, 4000, "inode table fragment offset")]
    [InlineData(24, 1, "fragment offset")]
    [InlineData(28, 101, "fragment offset")]
    public void Tails_lie_within_their_fragment(int offset, int value, string field)
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(100)));
        BinaryPrimitives.WriteInt32LittleEndian(CraftedImage.Table(image, CraftedImage.InodeTable)[offset..], value);
        Assert.Equal(field, CraftedImage.Refused(image).Field);
    }

    [Theory]
    [InlineData(0x02001000u)]
    [InlineData(0x80001000u)]
    [InlineData(0x01001001u)]
    [InlineData(0x01000000u)]
    public void Block_words_are_checked(uint word)
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(4096)));
        BinaryPrimitives.WriteUInt32LittleEndian(CraftedImage.Table(image, CraftedImage.InodeTable)[32..], word);
        Assert.Equal("block size word", CraftedImage.Refused(image).Field);
    }

    [Theory]
    [InlineData(20, 0, "inode table link target length")]
    [InlineData(20, 4097, "inode table link target length")]
    [InlineData(24, 0, "inode table link target")]
    [InlineData(16, 0, "inode table link count")]
    public void Links_are_checked(int offset, int value, string field)
    {
        byte[] image = CraftedImage.Of(("a", new ImageSymlink("abcd")));
        BinaryPrimitives.WriteInt32LittleEndian(CraftedImage.Table(image, CraftedImage.InodeTable)[offset..], value);
        Assert.Equal(field, CraftedImage.Refused(image).Field);
    }

    /// <summary>The root's listing: count − 1, block, number; then offset, difference of numbers, type, length of the name − 1, name.</summary>
    [Theory]
    [InlineData(0, 1, "directory table listing length")]
    [InlineData(0, 256, "directory table entry count")]
    [InlineData(4, 8000, "inode table")]
    [InlineData(8, 1, "directory table inode number")]
    [InlineData(12, 8000, "inode table offset")]
    [InlineData(14, 7, "directory table inode number")]
    [InlineData(16, 1, "directory table entry type")]
    [InlineData(16, 9, "directory table entry type")]
    [InlineData(18, 2, "directory table listing length")]
    public void Fields_of_listings_are_checked(int offset, short value, string field)
    {
        byte[] image = CraftedImage.Of(("ab", Samples.File(0)));
        BinaryPrimitives.WriteInt16LittleEndian(CraftedImage.Table(image, CraftedImage.DirectoryTable)[offset..], value);
        Assert.Equal(field, CraftedImage.Refused(image).Field);
    }

    [Theory]
    [InlineData("a/")]
    [InlineData("a\0")]
    [InlineData("..")]
    public void Names_are_checked(string name)
    {
        byte[] image = CraftedImage.Of(("ab", Samples.File(0)));
        Encoding.ASCII.GetBytes(name, CraftedImage.Table(image, CraftedImage.DirectoryTable)[20..]);
        Assert.Equal("directory table name", CraftedImage.Refused(image).Field);
    }

    [Fact]
    public void Names_of_256_bytes_are_refused()
    {
        byte[] image = CraftedImage.Of((new string('a', 255), Samples.File(0)), (new string('b', 255), Samples.File(0)));
        CraftedImage.Table(image, CraftedImage.DirectoryTable)[18] = 255;
        Assert.Equal("directory table name length", CraftedImage.Refused(image).Field);
    }

    [Fact]
    public void A_header_of_257_entries_is_refused()
    {
        ImageDirectory many = new();
        for (int i = 0; i < 300; i++)
            many.AddPath($"{i:D4}", Samples.File(0));
        byte[] image = CraftedImage.Of(("a", many));
        Span<byte> count = CraftedImage.Table(image, CraftedImage.DirectoryTable);
        Assert.Equal(255u, BinaryPrimitives.ReadUInt32LittleEndian(count));
        BinaryPrimitives.WriteUInt32LittleEndian(count, 256);
        Assert.Equal("directory table entry count", CraftedImage.Refused(image).Field);
    }

    [Fact]
    public void A_number_of_two_inodes_is_refused()
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(0)), ("b", Samples.File(0)));
        Span<byte> inodes = CraftedImage.Table(image, CraftedImage.InodeTable);
        inodes.Slice(12, sizeof(uint)).CopyTo(inodes[(InodeSize + 12)..]);
        Span<byte> listing = CraftedImage.Table(image, CraftedImage.DirectoryTable);
        listing.Slice(14, sizeof(ushort)).CopyTo(listing[(14 + 9)..]);
        Assert.Equal(("inode number", MalformedReason.Inconsistent), (CraftedImage.Refused(image).Field, CraftedImage.Refused(image).Reason));
    }

    [Fact]
    public void A_directory_inside_of_itself_is_refused()
    {
        ImageDirectory outer = new();
        outer.AddPath("x", new ImageDirectory());
        byte[] image = CraftedImage.Of(("a", outer));
        Span<byte> listing = CraftedImage.Table(image, CraftedImage.DirectoryTable);
        ushort root = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(32));
        BinaryPrimitives.WriteUInt32LittleEndian(listing[8..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(listing[12..], root);
        listing.Slice(14, sizeof(ushort)).Clear();
        Assert.Equal("directory", CraftedImage.Refused(image).Field);
    }

    [Fact]
    public void More_inodes_than_the_superblock_has_are_refused()
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(0)));
        image[4]--;
        Assert.Equal("inode table number", CraftedImage.Refused(image).Field);
    }

    [Theory]
    [InlineData(0x0000, "metadata header")]
    [InlineData(0x8000, "metadata header")]
    [InlineData(0xA001, "metadata header")]
    [InlineData(0x2001, "metadata header")]
    public void Metadata_blocks_have_up_to_8192_bytes(int header, string field)
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(0)));
        int table = (int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(CraftedImage.InodeTable));
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(table), (ushort)header);
        Assert.Equal(field, CraftedImage.Refused(image).Field);
    }

    /// <summary>Where there are no fragments, Linux does not look at their table.</summary>
    [Theory]
    [InlineData(0UL)]
    [InlineData(5UL)]
    [InlineData(ulong.MaxValue)]
    public void Without_fragments_the_place_of_their_table_does_not_count(ulong position)
    {
        byte[] image = CraftedImage.Of(("a", Samples.File(4096)));
        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(80), position);
        Assert.Equal(1, CraftedImage.Verify(image).Files);
    }

    /// <summary>Positions of tables, and counts, that lead out of the image or ask for more than it has.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(48)]
    [InlineData(56)]
    [InlineData(64)]
    [InlineData(72)]
    [InlineData(80)]
    public void Absurd_numbers_in_the_superblock_are_refused_without_allocation(int offset)
    {
        byte[] sound = CraftedImage.Of(("a", Samples.File(100)));
        foreach (ulong value in (ulong[])[uint.MaxValue, int.MaxValue, 1UL << 47, long.MaxValue, 1UL << 63, ulong.MaxValue - 1])
        {
            byte[] image = [.. sound];
            if (offset == 16)
                BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), (uint)Math.Min(value, uint.MaxValue));
            else
                BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(offset), value);
            long before = GC.GetAllocatedBytesForCurrentThread();
            CraftedImage.Refused(image);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }
}
