using Clu.Binary;
using Clu.Images.Mbr;
using Clu.Images.Tests.Golden;
using CsCheck;

namespace Clu.Images.Tests.Mbr;

public class MasterBootRecordTests
{
    /// <summary>The entry of <c>xorriso -as mkisofs --mbr-force-bootable</c>, and the protective entry of the UEFI specification, table 5.4.</summary>
    [Theory]
    [InlineData(true, 0x00, 0u, 1u, "80000100000001000000000001000000")]
    [InlineData(false, 0xEE, 1u, 0xFFFFFFFEu, "00000200EEFFFFFF01000000FEFFFFFF")]
    [InlineData(true, 0x83, 0u, 8192u, "80000100838202000000000000200000")]
    public void Entries_are_as_other_tools_write_them(bool active, byte type, uint first, uint count, string bytes)
    {
        byte[] sector = new byte[512];
        new MasterBootRecord { Partitions = [new MbrPartition(active, type, first, count)] }.Write(sector);
        Assert.Equal(bytes, Convert.ToHexString(sector, 446, 16));
    }

    [Fact]
    public void A_record_is_read_as_written()
    {
        byte[] sector = new byte[512];
        MasterBootRecord record = new() { Code = new byte[] { 1, 2, 3 }, DiskId = 0x12345678, Partitions = [new MbrPartition(true, 0xEF, 2048, 100)] };
        record.Write(sector);
        MasterBootRecord read = MasterBootRecord.Read(sector)!;
        Assert.Equal(record.DiskId, read.DiskId);
        Assert.Equal(record.Partitions[0], read.Partitions[0]);
        Assert.All(read.Partitions.Skip(1), partition => Assert.True(partition.IsEmpty));
        Assert.Equal(3, read.Code.Span[2]);
    }

    [Fact]
    public void Any_record_is_read_as_written() => Gen.Select(Gen.UInt, Gen.Select(Gen.Bool, Gen.Byte, Gen.UInt, Gen.UInt).Array[4], Gen.Byte.Array[MasterBootRecord.CodeSize]).Sample(
        (id, entries, code) =>
        {
            MbrPartition[] partitions = [.. entries.Select(entry => new MbrPartition(entry.Item1, entry.Item2, entry.Item3, entry.Item4))];
            byte[] sector = new byte[MasterBootRecord.Size];
            new MasterBootRecord { Code = code, DiskId = id, Partitions = partitions }.Write(sector);
            MasterBootRecord read = MasterBootRecord.Read(sector)!;
            Assert.Equal(id, read.DiskId);
            Assert.Equal(partitions, read.Partitions);
            Assert.Equal(code, read.Code.ToArray());
        });

    // sfdisk's; Golden/make has the command.
    [Fact]
    public void A_record_of_sfdisk_is_read_and_written_back()
    {
        byte[] golden = GoldenTree.Image("mbr.img");
        MasterBootRecord record = MasterBootRecord.Read(golden)!;
        Assert.Equal(0x12345678u, record.DiskId);
        Assert.Equal(new MbrPartition(true, MbrPartitionType.Linux, 2048, 4096), record.Partitions[0]);
        Assert.Equal(new MbrPartition(false, MbrPartitionType.EfiSystem, 8192, 1000), record.Partitions[1]);
        byte[] written = new byte[MasterBootRecord.Size];
        (record with { Partitions = [record.Partitions[0], record.Partitions[1]] }).Write(written);
        Assert.Equal(golden, written);
    }

    [Fact]
    public void A_sector_cut_off_at_any_byte_is_no_record_and_bytes_behind_it_do_not_count()
    {
        byte[] golden = GoldenTree.Image("mbr.img");
        for (int length = 0; length < golden.Length; length++)
            Assert.Null(MasterBootRecord.Read(golden.AsSpan(0, length)));
        Assert.Equal(0x12345678u, MasterBootRecord.Read([.. golden, 1, 2, 3])!.DiskId);
    }

    [Fact]
    public void A_sector_without_signature_is_no_record() => Assert.Null(MasterBootRecord.Read(new byte[512]));

    [Fact]
    public void An_impossible_boot_indicator_is_refused()
    {
        byte[] sector = new byte[512];
        new MasterBootRecord().Write(sector);
        sector[446] = 0x7F;
        Assert.Equal("boot indicator", Assert.Throws<MalformedDataException>(() => MasterBootRecord.Read(sector)).Field);
    }
}
