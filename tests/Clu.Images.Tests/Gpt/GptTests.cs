using Clu.Binary;
using Clu.Images.Gpt;
using CsCheck;

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
    public void Any_table_is_read_as_written() => Gen.Select(Gen.ULong[0, 3000], Gen.ULong[1, 50], Gen.Int[0, 30], Gen.String[0, GptLimits.MaxName], Gen.ULong).Sample(
        (gap, size, count, name, attributes) =>
        {
            Random ids = new(count);
            byte[] id = new byte[16];
            List<GptPartition> partitions = [];
            for (ulong first = GptTable.FirstUsable + gap; partitions.Count < count; first += size + (gap % 3))
            {
                ids.NextBytes(id);
                partitions.Add(new GptPartition(GptPartitionType.BasicData, new Guid(id), first, first + size - 1, name.Split('\0')[0], attributes));
            }

            GptTable table = new() { DiskId = new Guid(id), SectorCount = 5000, Partitions = partitions };
            byte[] disk = [.. new byte[512], .. table.Primary(), .. new byte[(5000 - 1 - (2 * GptLimits.TableSectors)) * 512], .. table.Backup()];
            GptTable read = GptReader.Read(new MemoryStream(disk))!;
            Assert.Equal((table.DiskId, table.SectorCount), (read.DiskId, read.SectorCount));
            Assert.Equal(table.Partitions, read.Partitions);
        },
        iter: 40);

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
