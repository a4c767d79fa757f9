using System.Buffers.Binary;
using System.IO.Hashing;
using Clu.Binary;
using Clu.Images.Gpt;
using Clu.Images.Tests.Golden;

namespace Clu.Images.Tests.Gpt;

/// <summary>Against a disk of sgdisk; <c>Golden/make</c> has the command.</summary>
public class GptGoldenTests
{
    private const int Header = 512;
    private const int ChecksumOffset = Header + 16;

    [Fact]
    public void A_table_of_sgdisk_is_read()
    {
        GptTable table = Read(GoldenTree.Image("gpt.img"))!;
        Assert.Equal((new Guid("00112233-4455-6677-8899-aabbccddeeff"), 128ul), (table.DiskId, table.SectorCount));
        Assert.Equal(
            [
                new GptPartition(GptPartitionType.EfiSystem, new Guid("11112233-4455-6677-8899-aabbccddeeff"), 40, 49, "ESP", Attributes: 4),
                new GptPartition(GptPartitionType.BasicData, new Guid("22112233-4455-6677-8899-aabbccddeeff"), 50, 90, "the data"),
            ],
            table.Partitions);
    }

    [Fact]
    public void The_same_table_is_written_to_the_same_bytes()
    {
        byte[] disk = GoldenTree.Image("gpt.img");
        GptTable table = Read(disk)!;
        Assert.Equal(disk[Header..][..(GptLimits.TableSectors * GptLimits.SectorSize)], table.Primary());
        Assert.Equal(disk[^(GptLimits.TableSectors * GptLimits.SectorSize)..], table.Backup());
    }

    /// <summary>Under the size of a table there is none; from there on what is missing is noticed.</summary>
    [Fact]
    public void A_disk_cut_off_at_any_byte_is_refused()
    {
        byte[] disk = GoldenTree.Image("gpt.img");
        for (int length = 0; length < disk.Length; length++)
        {
            using MemoryStream cut = new(disk, 0, length);
            if (length < Header + (GptLimits.TableSectors * GptLimits.SectorSize))
                Assert.Null(GptReader.Read(cut));
            else
                Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => GptReader.Read(cut)).Reason);
        }
    }

    [Fact]
    public void Bytes_behind_the_backup_are_no_part_of_the_table() =>
        Assert.Equal(128ul, Read([.. GoldenTree.Image("gpt.img"), .. new byte[999]])!.SectorCount);

    /// <summary>The header's checksum is made right again, so that the field itself is judged.</summary>
    [Theory]
    [InlineData(8, 0x20000u, "revision")]
    [InlineData(12, 91u, "header size")]
    [InlineData(12, 513u, "header size")]
    [InlineData(12, uint.MaxValue, "header size")]
    [InlineData(24, 2u, "my LBA")]
    [InlineData(32, 128u, "alternate LBA")]
    [InlineData(36, uint.MaxValue, "alternate LBA")]
    [InlineData(72, 1u, "partition entry LBA")]
    [InlineData(76, uint.MaxValue, "partition entry LBA")]
    [InlineData(80, 1025u, "number of partition entries")]
    [InlineData(80, uint.MaxValue, "number of partition entries")]
    [InlineData(84, 0u, "size of partition entry")]
    [InlineData(84, 127u, "size of partition entry")]
    [InlineData(84, uint.MaxValue, "size of partition entry")]
    public void Absurd_headers_are_refused_without_allocation(int offset, uint value, string field)
    {
        byte[] disk = GoldenTree.Image("gpt.img");
        BinaryPrimitives.WriteUInt32LittleEndian(disk.AsSpan(Header + offset), value);
        disk.AsSpan(ChecksumOffset, sizeof(uint)).Clear();
        Crc32.Hash(disk.AsSpan(Header, 92), disk.AsSpan(ChecksumOffset));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(field, Assert.Throws<MalformedDataException>(() => Read(disk)).Field);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static GptTable? Read(byte[] disk) => GptReader.Read(new MemoryStream(disk));
}
