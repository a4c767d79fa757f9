using Clu.Binary;
using Clu.Images.Gpt;

namespace Clu.Images.Tests.Gpt;

public class GptTests
{
    private static readonly GptTable s_table = new()
    {
        DiskId = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        SectorCount = 4096,
        Partitions =
        [
            new GptPartition(GptPartitionType.BasicData, new Guid("11112233-4455-6677-8899-aabbccddeeff"), 64, 999, "ISO9660"),
            new GptPartition(GptPartitionType.EfiSystem, new Guid("22112233-4455-6677-8899-aabbccddeeff"), 2048, 4000, "EFI", Attributes: 1),
        ],
    };

    /// <summary>Head of a header: "EFI PART", 1.0, 92 bytes; ids are stored with their first three fields little-endian.</summary>
    [Fact]
    public void The_header_has_its_fields_in_place()
    {
        byte[] primary = s_table.Primary();
        Assert.Equal("EFI PART\0\0\u0001\0\\\0\0\0", System.Text.Encoding.ASCII.GetString(primary, 0, 16));
        Assert.Equal("33221100554477668899AABBCCDDEEFF", Convert.ToHexString(primary, 56, 16));
        Assert.Equal("28732AC11FF8D211BA4B00A0C93EC93B", Convert.ToHexString(primary, 512 + 128, 16));
    }

    [Fact]
    public void A_table_is_read_as_written()
    {
        using MemoryStream disk = new(Disk());
        GptTable read = GptReader.Read(disk)!;
        Assert.Equal(s_table.DiskId, read.DiskId);
        Assert.Equal(s_table.SectorCount, read.SectorCount);
        Assert.Equal(s_table.Partitions, read.Partitions);
    }

    [Fact]
    public void A_disk_without_a_table_has_none()
    {
        using MemoryStream disk = new(new byte[1 << 20]);
        Assert.Null(GptReader.Read(disk));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] bytes = Disk();
        for (int at = 512 + 8; at < 512 + 92; at++)
            Changed(bytes, at);
        for (int at = 1024; at < 1024 + (128 * 128); at += 13)
            Changed(bytes, at);

        static void Changed(byte[] bytes, int at)
        {
            bytes[at] ^= 0x55;
            using MemoryStream disk = new(bytes);
            Assert.Throws<MalformedDataException>(() => GptReader.Read(disk));
            bytes[at] ^= 0x55;
        }
    }

    [Fact]
    public void A_disk_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Disk();
        for (int length = 34 * 512; length < bytes.Length; length += 511)
        {
            using MemoryStream disk = new(bytes, 0, length);
            Assert.Throws<MalformedDataException>(() => GptReader.Read(disk));
        }
    }

    [Theory]
    [InlineData(33, 100)]
    [InlineData(500, 499)]
    [InlineData(900, 1100)]
    [InlineData(4001, 4070)]
    public void Partitions_need_a_place_of_their_own(ulong first, ulong last)
    {
        GptTable table = s_table with { Partitions = [.. s_table.Partitions, new GptPartition(GptPartitionType.BasicData, Guid.Empty, first, last, "x")] };
        Assert.Throws<ArgumentException>(table.Primary);
    }

    private static byte[] Disk()
    {
        byte[] disk = new byte[4096 * 512];
        s_table.Primary().CopyTo(disk, 512);
        byte[] backup = s_table.Backup();
        backup.CopyTo(disk, disk.Length - backup.Length);
        return disk;
    }
}
