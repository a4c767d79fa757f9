using Clu.Images.Mbr;

namespace Clu.Fuzz.Targets;

/// <summary>What reads as a boot record must read the same after it was written.</summary>
public sealed class MbrTarget : IFuzzTarget
{
    public string Name => "mbr";

    public IEnumerable<byte[]> Seeds() => GoldenSeeds.Find("mbr.img");

    public void Run(ReadOnlySpan<byte> input)
    {
        if (MasterBootRecord.Read(input) is not { } record)
            return;
        byte[] sector = new byte[MasterBootRecord.Size];
        record.Write(sector);
        if (!MasterBootRecord.Read(sector)!.Partitions.SequenceEqual(record.Partitions))
            throw new InvalidOperationException("changes by being written");
    }
}
