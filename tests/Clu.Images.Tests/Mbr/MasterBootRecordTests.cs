using Clu.Binary;
using Clu.Images.Mbr;

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
